// Package config reads the publisher's settings: site.yaml, and over it the
// environment (RETAKE_BASE_URL, RETAKE_OUTPUT …). It knows what a setting may
// be, not what it is used for; words that readers see are content.
package config

import (
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	"golang.org/x/text/language"

	"retake/generator/colour"
)

// Site is a publisher's settings, checked and with defaults filled in.
type Site struct {
	File string // the settings file as the publisher named it
	Dir  string // its folder; the folders below are relative to it

	BaseURL   *url.URL // where the site will stand; ends with a slash
	Languages []Language
	Accent    colour.Colour
	Variables map[string]string // {{ name }} in content → value
	Official  bool              // false: every page says that the guide is independent
	Domains   []string          // where official links may lead, with what is below them; empty: not checked
	SearchLog string            // https address that gets the searches that find nothing; empty: nothing is sent
	EditURL   string            // address of a page's source with {path} in it; empty: no edit links
	Compress  bool              // write .br and .gz twins
	Pictures  bool              // draw an OpenGraph picture for each page
	Content   string            // folder of the guide
	Templates string            // folder of overriding templates; need not exist
	Output    string            // folder that is published
}

// Language is one language of the guide.
type Language struct {
	Tag  string // BCP 47, also the folder's name: "en", "pt-BR"
	Name string // its name in itself: "Español"
	RTL  bool   // written from right to left
}

// Default is the language at the root of the site.
func (s *Site) Default() Language { return s.Languages[0] }

// Path joins names to the site's folder; an absolute first name stays as it is.
func (s *Site) Path(names ...string) string {
	if len(names) > 0 && filepath.IsAbs(names[0]) {
		return filepath.Join(names...)
	}
	return filepath.Join(append([]string{s.Dir}, names...)...)
}

// BasePath is the path of the base URL, "/" or "/help/".
func (s *Site) BasePath() string { return s.BaseURL.EscapedPath() }

// Absolute is the full address of a path below the site's root.
func (s *Site) Absolute(path string) string {
	return s.BaseURL.Scheme + "://" + s.BaseURL.Host + s.BasePath() + strings.TrimPrefix(path, "/")
}

// rightToLeft lists the scripts that run from right to left (Unicode
// Standard Annex 9; those in use for languages of today).
var rightToLeft = map[string]bool{"Arab": true, "Hebr": true, "Thaa": true, "Syrc": true, "Nkoo": true, "Adlm": true, "Rohg": true}

func newLanguage(tag string) (Language, error) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return Language{}, err
	}
	if strings.Contains(tag, "_") {
		return Language{}, errors.New("an underscore, which browsers do not know in languages")
	}
	script, _ := parsed.Script()
	return Language{Tag: tag, Name: nameInItself(parsed), RTL: rightToLeft[script.String()]}, nil
}
