package local

import (
	"slices"
	"testing"
)

func TestHostsThatAreAnswered(t *testing.T) {
	for _, test := range []struct {
		bound string
		yes   []string
		no    []string
	}{
		{"localhost", []string{"localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:8000", "[::1]:8000", "::1"}, []string{"", "example.com", "192.168.1.5:8000", "localhost.example.com", "10.0.0.1"}},
		{"guide.local", []string{"guide.local:8000", "localhost"}, []string{"other.local", "192.168.1.5"}},
		{"192.168.1.5", []string{"192.168.1.5:8000"}, []string{"192.168.1.6", "example.com"}},
		{"0.0.0.0", []string{"192.168.1.5:8000", "[fe80::1]:80", "localhost"}, []string{"example.com", ""}},
		{"::", []string{"192.168.1.5:8000", "[fe80::1]:80"}, []string{"example.com"}},
	} {
		for _, host := range slices.Concat(test.yes, test.no) {
			if got, want := (guard{test.bound}).allows(host), slices.Contains(test.yes, host); got != want {
				t.Errorf("listening on %s, %q is answered: %v", test.bound, host, got)
			}
		}
	}
}

func TestTakesTheNextFreePort(t *testing.T) {
	first, err := Listen("localhost", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Listen("localhost", first.Port())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if !second.Moved || second.Port() <= first.Port() {
		t.Errorf("beside %s stands %s", first.URL, second.URL)
	}
	if _, err := Listen("no.such.host.invalid", 0); err == nil {
		t.Error("listens on a host that does not exist")
	}
}
