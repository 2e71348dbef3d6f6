package config

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/viper"
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"retake/generator/colour"
	"retake/generator/mistake"
	"retake/generator/yamldoc"
	"retake/regular"
)

// maxSettings bounds site.yaml, in bytes; a real one has two kilobytes.
const maxSettings = 1 << 20

// Load reads the settings in file. Overrides are by key ("output") and stand
// above the environment, which stands above the file. What is wrong with the
// settings comes as mistakes; err is for a file that could not be read.
func Load(file string, overrides map[string]any) (*Site, mistake.List, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, nil, fmt.Errorf("read settings: %w", err)
	}
	if info.Size() > maxSettings {
		return nil, mistake.List{{Position: mistake.Position{File: file}, Rule: "too-large", Text: "the settings are larger than 1 MiB"}}, nil
	}
	src, err := regular.ReadFile(file)
	if err != nil {
		return nil, nil, fmt.Errorf("read settings: %w", err)
	}
	r := &reader{settings: layers(overrides), flags: overrides}
	r.site = &Site{File: filepath.ToSlash(file), Dir: filepath.Dir(file), Variables: map[string]string{}}
	root, doc := yamldoc.Parse(r.site.File, src, 1)
	r.doc = doc
	if m, ok := root.Map(); ok && len(doc.Mistakes()) == 0 {
		r.read(m)
	}
	return r.site, doc.Mistakes(), nil
}

// layers stacks environment and flags over the file with viper; the file's
// own values are set by the reader, which knows where they stand.
func layers(overrides map[string]any) *viper.Viper {
	v := viper.New()
	v.SetEnvPrefix("retake")
	v.AutomaticEnv()
	v.SetDefault("content", "content")
	v.SetDefault("templates", "templates")
	v.SetDefault("output", "public")
	v.SetDefault("accent", colour.Default.String())
	v.SetDefault("compress", true)
	v.SetDefault("pictures", true)
	for key, value := range overrides {
		v.Set(key, value)
	}
	return v
}

type reader struct {
	site     *Site
	doc      *yamldoc.Doc
	settings *viper.Viper
	flags    map[string]any // what the command line says, by key
}

func (r *reader) read(m *yamldoc.Map) {
	for _, key := range []string{"base_url", "accent", "edit_url", "search_log", "content", "templates", "output"} {
		var text string
		if m.Text(key, &text) {
			r.settings.SetDefault(key, text)
		}
	}
	for _, key := range []string{"official", "compress", "pictures"} {
		var yes bool
		if m.Bool(key, &yes) {
			r.settings.SetDefault(key, yes)
		}
	}
	s := r.site
	s.Official, s.Compress, s.Pictures = r.yes(m, "official"), r.yes(m, "compress"), r.yes(m, "pictures")
	s.Content = r.settings.GetString("content")
	s.Templates = r.settings.GetString("templates")
	s.Output = r.settings.GetString("output")
	r.baseURL(m)
	r.editURL(m)
	r.searchLog(m)
	r.domains(m)
	r.languages(m)
	r.accent(m)
	r.variables(m)
	m.Done()
	r.environment()
}

// settable are the settings that the environment can say.
var settable = []string{"base_url", "accent", "edit_url", "search_log", "content", "templates", "output", "official", "compress", "pictures"}

// variable is what the environment calls a setting.
func variable(key string) string { return prefix + strings.ToUpper(key) }

const prefix = "RETAKE_"

// environment refuses variables that are nearly those of settings: nothing
// would tell that they do nothing.
func (r *reader) environment() {
	known := make([]string, len(settable))
	for i, key := range settable {
		known[i] = variable(key)
	}
	set := os.Environ()
	slices.Sort(set)
	for _, entry := range set {
		name, value, _ := strings.Cut(entry, "=")
		if value == "" || !strings.HasPrefix(name, prefix) || slices.Contains(known, name) {
			continue
		}
		if near := mistake.Nearest(name, known); near != "" {
			r.doc.Add(mistake.Position{File: "environment"}, "bad-setting", fmt.Sprintf("%s sets nothing", name), fmt.Sprintf("Did you mean %q?", near))
		}
	}
}

// yes reads a truth value. The environment has texts only, and viper takes
// one that it does not know for false without a word.
func (r *reader) yes(m *yamldoc.Map, key string) bool {
	if text, ok := r.settings.Get(key).(string); ok {
		if _, err := strconv.ParseBool(text); err != nil {
			r.wrong(m, key, fmt.Sprintf("%q is neither true nor false", text), "Set "+variable(key)+" to true or false.")
		}
	}
	return r.settings.GetBool(key)
}

func (r *reader) baseURL(m *yamldoc.Map) {
	text := r.settings.GetString("base_url")
	if text == "" {
		m.Require(r.doc, "base_url", "Write the address that the site will have, like https://help.example.com/.")
		return
	}
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		r.wrong(m, "base_url", fmt.Sprintf("%q is not the address of a site", text), "Write it in full, like https://help.example.com/ or https://example.com/help/.")
		return
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	r.site.BaseURL = u
}

func (r *reader) editURL(m *yamldoc.Map) {
	text := r.settings.GetString("edit_url")
	if text == "" {
		return
	}
	u, err := url.Parse(strings.ReplaceAll(text, "{path}", "path"))
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || !strings.Contains(text, "{path}") {
		r.wrong(m, "edit_url", "this is not the address of a page's source", "Write it with {path} where the file's path belongs, like https://forge.example/guide/edit/main/content/{path}.")
		return
	}
	r.site.EditURL = text
}

func (r *reader) searchLog(m *yamldoc.Map) {
	text := r.settings.GetString("search_log")
	if text == "" {
		return
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsAny(u.Host, " ;,'") {
		r.wrong(m, "search_log", fmt.Sprintf("%q is not an address that can be sent to", text), "Write it in full, like https://log.example.com/searches, or leave it out.")
		return
	}
	r.site.SearchLog = text
}

// domains are names of hosts, as an address has them, without anything else.
func (r *reader) domains(m *yamldoc.Map) {
	list := m.Get("domains")
	if !list.Present() {
		return
	}
	items, _ := list.List()
	for _, item := range items {
		text, ok := item.Text()
		if !ok {
			continue
		}
		u, err := url.Parse("https://" + text)
		if err != nil || u.Host != text || u.Port() != "" || !strings.Contains(text, ".") {
			item.Wrong("bad-setting", fmt.Sprintf("%q is not a domain", text), "Write the host's name alone, like example.com; it stands for all hosts below it, too.")
			continue
		}
		r.site.Domains = append(r.site.Domains, strings.ToLower(text))
	}
}

func (r *reader) languages(m *yamldoc.Map) {
	var items []yamldoc.Node
	if n := m.Get("languages"); n.Present() {
		items, _ = n.List()
	}
	seen := map[string]bool{}
	for _, item := range items {
		tag, ok := item.Text()
		if !ok {
			continue
		}
		lang, err := newLanguage(tag)
		switch {
		case err != nil:
			item.Wrong("bad-language", fmt.Sprintf("%q is not a language", tag), "Use a BCP 47 tag, like en, es or pt-BR.")
		case seen[tag]:
			item.Wrong("bad-language", fmt.Sprintf("language %q is listed twice", tag), "")
		default:
			r.site.Languages = append(r.site.Languages, lang)
		}
		seen[tag] = true
	}
	if len(items) == 0 {
		at, ok := m.KeyAt("languages")
		if !ok {
			at = r.doc.Top()
		}
		r.doc.Add(at, "missing-key", "the guide has no language", "List the guide's languages, the default one first: languages: [en, es].")
	}
}

// nameInItself writes a language's name as its own speakers do in a list,
// with a capital first letter.
func nameInItself(tag language.Tag) string {
	name := display.Self.Name(tag)
	if name == "" {
		return tag.String()
	}
	return cases.Title(tag, cases.NoLower).String(name)
}

func (r *reader) accent(m *yamldoc.Map) {
	if at, there := m.KeyAt("accent"); there && !m.Get("accent").Present() {
		r.doc.Add(at, "bad-setting", "the accent has no colour", `What begins with # is a comment: write the colour in quotes, like accent: "#165a96".`)
	}
	text := r.settings.GetString("accent")
	accent, err := colour.Parse(text)
	if err != nil {
		r.wrong(m, "accent", err.Error(), "")
		return
	}
	r.site.Accent = accent
}

func (r *reader) variables(m *yamldoc.Map) {
	group, _ := m.Get("variables").Map()
	group.Each(func(name string, at mistake.Position, value yamldoc.Node) {
		if !ValidVariable(name) {
			r.doc.Add(at, "bad-variable", fmt.Sprintf("%q cannot be a variable's name", name), "Use lower-case letters, digits and _, a letter first.")
			return
		}
		text, ok := value.Text()
		if !ok {
			return
		}
		if strings.HasSuffix(name, "_url") && !safeAddress(text) {
			value.Wrong("bad-address", fmt.Sprintf("%q is not an address", text), "A variable whose name ends in _url is used in links: write it in full, like https://example.com/.")
			return
		}
		r.site.Variables[name] = text
	})
	if r.site.Variables["product"] == "" {
		group.Require(r.doc, "product", "Name what the guide is about: variables: {product: …}.")
	}
	group.Done()
}

func safeAddress(text string) bool {
	u, err := url.Parse(text)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto", "tel":
		return u.Opaque != ""
	}
	return false
}

// ValidVariable tells whether a name can stand between {{ and }}.
func ValidVariable(name string) bool {
	for i, c := range name {
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || (c != '_' && (c < '0' || c > '9'))) {
			return false
		}
	}
	return name != ""
}

func (r *reader) wrong(m *yamldoc.Map, key, text, hint string) {
	at, ok := m.KeyAt(key)
	if n := m.Get(key); n.Present() {
		at = n.At()
	}
	if _, flag := r.flags[key]; flag {
		r.doc.Add(mistake.Position{File: "--" + strings.ReplaceAll(key, "_", "-")}, "bad-setting", text, hint)
		return
	}
	if said := os.Getenv(variable(key)); !ok || said != "" && said == r.settings.GetString(key) {
		at = mistake.Position{File: "environment"}
		text = variable(key) + ": " + text
	}
	r.doc.Add(at, "bad-setting", text, hint)
}
