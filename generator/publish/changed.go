package publish

import "retake/generator/render"

// Changed compares two builds of one builder: the outputs that must be
// written anew, and the names that are no longer there. It writes nothing
// and looks at keys only, so that a preview knows at once what a change
// touches.
func Changed(before, after []render.Output) (changed []render.Output, removed []string) {
	same := 0 // that begin both lists: after most changes they have the same names
	for ; same < min(len(before), len(after)) && before[same].Name == after[same].Name; same++ {
		if before[same].Key != after[same].Key {
			changed = append(changed, after[same])
		}
	}
	keys := make(map[string]string, len(before)-same)
	for _, o := range before[same:] {
		keys[o.Name] = o.Key
	}
	for _, o := range after[same:] {
		if key, ok := keys[o.Name]; !ok || key != o.Key {
			changed = append(changed, o)
		}
		delete(keys, o.Name)
	}
	for _, o := range before[same:] {
		if _, gone := keys[o.Name]; gone {
			removed = append(removed, o.Name)
		}
	}
	return changed, removed
}
