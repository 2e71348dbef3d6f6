package guide

// Tree is a decision tree of a guide.
type Tree struct {
	Slug           string
	URL            string // below the site's root: "es/find/why-was-i-rejected/"
	Title, Summary string
}

func (b *builder) trees() {}

// tree finds a tree by its file's key, nil when there is none.
func (g *Guide) tree(key string, b *builder) *Tree { return nil }
