package tree_test

import (
	"fmt"
	"strings"

	"retake/generator/tree"
)

func Example() {
	src := `title: What next?
summary: One clear step.
start: times
questions:
  times:
    ask: How many times were you rejected?
    answers:
      once: {say: Once, go: ../how-to/resubmit.md}
      more: {say: More than once, go: ../how-to/contact-support.md}
`
	t, mistakes := tree.Parse("trees/what-next.yaml", []byte(src))
	mistakes = append(mistakes, t.Prove(tree.Terms{})...)
	if err := mistakes.Err(); err != nil {
		fmt.Println(err)
	}
	for page := range t.States() {
		if a := page.Outcome(); a != nil {
			fmt.Printf("/%s/ ends on %s\n", strings.Join(page.Keys(), "/"), a.Go.To)
		} else {
			fmt.Println(page.Question.Ask)
		}
	}
	// Output:
	// How many times were you rejected?
	// /once/ ends on ../how-to/resubmit.md
	// /more/ ends on ../how-to/contact-support.md
}
