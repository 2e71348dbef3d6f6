package publish

import "retake/generator/render"

// Changed compares two builds of one builder: the outputs that must be
// written anew, and the names that are no longer there. It writes nothing
// and looks at keys only, so that a preview knows at once what a change
// touches.
func Changed(before, after []render.Output) (changed []render.Output, removed []string) {
	keys := make(map[string]string, len(before))
	for _, o := range before {
		keys[o.Name] = o.Key
	}
	for _, o := range after {
		if key, ok := keys[o.Name]; !ok || key != o.Key {
			changed = append(changed, o)
		}
		delete(keys, o.Name)
	}
	for _, o := range before {
		if _, gone := keys[o.Name]; gone {
			removed = append(removed, o.Name)
		}
	}
	return changed, removed
}
