package tree

import (
	"math/rand"
	"testing"
)

func large() plan { return sound(rand.New(rand.NewSource(2)), 200, 4, 0.02) }

func BenchmarkProveAndDraw200(b *testing.B) {
	src := large().yaml()
	for b.Loop() {
		tree, _ := Parse("t.yaml", src)
		tree.Prove(Terms{})
		tree.Layout(Look{}).SVG(Writing{})
	}
}

func BenchmarkMeasure100(b *testing.B) {
	tree := parsed(b, sound(rand.New(rand.NewSource(1)), 100, 5, 0))
	for b.Loop() {
		if _, err := tree.Measure(Audience{}); err != nil {
			b.Fatal(err)
		}
	}
}
