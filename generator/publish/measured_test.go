package publish_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"retake/generator/checks"
	"retake/generator/publish"
)

const lampChecks = "glow:\n  reason: no-light\n  measure: darkness\n  fail_below: 1.5\n  unsure_below: 2\n" +
	"shake:\n  reason: no-light\n  measure: smear\n  fail_above: 2.25\n"

const howWeCheck = "---\ntitle: How we check\nsummary: With photos.\n---\nThis is how.\n\n## All {#checks}\n\nAll of them.\n\n## Dim glow {#glow}\n\nIs it dim?\n\n" +
	"## Photos {#photos}\n\nFrom us.\n\n## Gaps {#not-measured}\n\nSome.\n\n## Run {#run}\n\nDo.\n"

// found is what 100 good and 50 bad photos of 70 scenes say of the glow.
func found() checks.Found {
	return checks.Found{
		Measure: "darkness", Version: 1, Labels: "1111", Photos: 1150, Groups: 70, Good: 1100, Bad: 50,
		Caught: &checks.Share{K: 42, N: 50, Low: 0.714, High: 0.917}, FalseAlarms: &checks.Share{K: 66, N: 1100, Low: 0.0475, High: 0.0756},
		Unsure: &checks.Share{K: 23, N: 1150, Low: 0.013, High: 0.03}, NotAssessed: checks.Share{K: 0, N: 1150, Low: 0, High: 0.003},
		AUC: &checks.Number{Value: 0.951, Low: 0.91, High: 0.98}, Sets: []string{"mine"}, Notes: []string{},
	}
}

// measuredLamp is the lamp's guide with two checks, of which one has been
// measured.
func measuredLamp(t *testing.T, f checks.Found, synthetic bool) files {
	t.Helper()
	all, wrong := checks.Parse("checks.yaml", []byte(lampChecks))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	f.Thresholds = all.Find("glow").Hash()
	var b strings.Builder
	m := checks.Measured{
		On: "2026-11-23", Program: map[string]string{}, Sets: []checks.Set{{Name: "mine", Photos: 1150, Licences: []string{"CC0", "MIT"}, Synthetic: synthetic}},
		Checks: map[string]checks.Found{"glow": f},
	}
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	reason := strings.Replace(lamp()["content/en/reasons/no-light.md"], "rank: 1\n", "rank: 1\nchecks: [glow, shake]\n", 1)
	return lamp().with(files{
		"content/checks.yaml": lampChecks, "content/measured.json": b.String(), "content/en/how-we-check.md": howWeCheck,
		"content/en/reasons/no-light.md": reason,
	})
}

const (
	lightPage = "reasons/no-light/index.html"
	howPage   = "how-we-check/index.html"
	rates     = "Dim glow: tried on 1,150 labelled photos. It finds 84 of 100 bad ones (71–\u206092) and wrongly flags 6 of 100 good ones (5–\u20608)."
)

// A page with checks says what was measured of them, below everything that
// helps, and where it says how.
func TestPagesSayWhatWasMeasured(t *testing.T) {
	s := measuredLamp(t, found(), false).publish(t)
	p := s.page(lightPage)
	p.has(".measured li", rates, "shake: not measured yet.")
	p.has(".measured p", "In brackets: where the true number very probably lies. Measured on 23 November 2026.", "How we check")
	p.one("article.article + aside.further + section.measured + p.meta")
	if got := p.resolve(p.attrs(".measured a", "href")[0]).String(); got != "https://help.example/how-we-check/" {
		t.Errorf("the box leads to %s", got)
	}
	for _, name := range []string{"reasons/flicker/index.html", "how-to/change/index.html", howPage, "index.html"} {
		s.page(name).hasNo(".measured")
	}
	whole := s.page("print/index.html")
	whole.has(".measured li", rates, "shake: not measured yet.")
	whole.one(`article .measured h3[id="page-reasons.no-light--measured"]`)
	if href := whole.attrs(".measured a", "href")[0]; len(whole.all(strings.ReplaceAll(href, ".", `\.`))) != 1 {
		t.Errorf("on paper the box leads to %s", href)
	}
	want := "## How this was checked\n\n- **" + strings.Replace(rates, ":", ":**", 1) + "\n- **shake:** not measured yet.\n\nIn brackets: where the true number very probably lies. " +
		"Measured on 23 November 2026. [How we check](https://help.example/how-we-check/)\n"
	if got := s.file("reasons/no-light/index.md"); !strings.Contains(got, want) {
		t.Errorf("the twin says\n%s\nwant\n%s", got, want)
	}
}

// What was found on scenes that had no part in choosing is what readers are
// told; where that is not known, they are told that it flatters.
func TestHonestRatesComeFirst(t *testing.T) {
	const tuned = "  tuned: {on: 2026-11-23, labels: 1111}\n"
	f := found()
	own := measuredLamp(t, f, false)
	own["content/checks.yaml"] = strings.Replace(lampChecks, "shake:", tuned+"shake:", 1)
	const flatters = "Set on these same photos: on others it may do worse."
	if got := own.publish(t).page(lightPage).texts(".measured p")[0]; !strings.Contains(got, flatters) {
		t.Errorf("it flatters, and the box says %q", got)
	}
	f.CrossValidated = &checks.CrossValidated{Rule: "cost", Folds: 10, Caught: checks.Share{K: 40, N: 50, Low: 0.67, High: 0.888}, FalseAlarms: checks.Share{K: 110, N: 1100, Low: 0.083, High: 0.119}}
	honest := measuredLamp(t, f, false)
	honest["content/checks.yaml"] = own["content/checks.yaml"]
	s := honest.publish(t)
	p := s.page(lightPage)
	if got := p.texts(".measured li")[0]; !strings.Contains(got, "finds 80 of 100 bad ones (67–\u206089) and wrongly flags 10 of 100") {
		t.Errorf("the box says %q", got)
	}
	if got := p.texts(".measured p")[0]; strings.Contains(got, flatters) {
		t.Errorf("it does not flatter, and the box says %q", got)
	}
	if got := s.page(howPage).texts(".facts dd"); !slices.ContainsFunc(got, func(text string) bool { return strings.Contains(text, "it was chosen 10 times anew") }) {
		t.Errorf("the page says %q", got)
	}
}

// Too few photos, an interval too wide and drawings give no numbers.
func TestTooLittleIsNotShown(t *testing.T) {
	few := "not measured enough yet to say how often it is right (1,100 good and 50 bad photos)."
	for name, test := range map[string]struct {
		change    func(*checks.Found)
		synthetic bool
		want      string
	}{
		"few":          {func(f *checks.Found) { f.Caught = &checks.Share{K: 19, N: 19, Low: 0.83, High: 1} }, false, few},
		"wide":         {func(f *checks.Found) { f.Caught = &checks.Share{K: 15, N: 30, Low: 0.32, High: 0.68} }, false, few},
		"no threshold": {func(f *checks.Found) { f.Caught, f.FalseAlarms, f.Unsure = nil, nil, nil }, false, few},
		"drawn": {func(*checks.Found) {}, true,
			"tried only on 1,150 photos that a program drew. That shows that the check works as meant, not how often it is right."},
	} {
		f := found()
		test.change(&f)
		s := measuredLamp(t, f, test.synthetic).publish(t)
		p := s.page(lightPage)
		p.has(".measured li", "Dim glow: "+test.want, "shake: not measured yet.")
		if got := p.texts(".measured p")[0]; strings.Contains(got, "brackets") {
			t.Errorf("%s: there are no numbers, and they are explained", name)
		}
		if got := s.page(howPage).texts("#not-measured ~ .evidence li"); !slices.Equal(got, []string{"Dim glow", "shake", "No light", "Flicker"}) {
			t.Errorf("%s: the gaps are %q", name, got)
		}
		if test.synthetic {
			s.page(howPage).has(".evidence small", "drawn by a program", "71–\u206092", "5–\u20608", "drawn by a program")
		}
	}
}

// The writer's page has what was measured in the sections that it names, and
// is at the foot of every page, not among the cards of the home page.
func TestHowWeCheckShowsAllThatWasMeasured(t *testing.T) {
	s := measuredLamp(t, found(), false).publish(t)
	p := s.page(howPage)
	p.has("#checks ~ .evidence tbody tr > *", "Dim glow", "1,150", "84 71–\u206092", "6 5–\u20608", "shake", "–", "not measured enough")
	p.has("#checks ~ .evidence .on", "Measured on 23 November 2026.")
	p.has("#glow ~ .evidence dt", "Helps with", "Flags photos with", "Is unsure from", "Tried on", "Bad photos found", "Good photos wrongly flagged",
		"How far to trust these", "Left undecided", "Telling bad from good", "Photos from")
	p.has("#glow ~ .evidence dd", "No light", "a lightness below 1.5 of 255", "a lightness below 2 of 255", "1,150 labelled photos of 70 scenes: 1,100 good, 50 bad",
		"84 of 100 (71–\u206092)", "6 of 100 (5–\u20608)", "The threshold was not chosen on these photos.", "2 of 100 (1–\u20603)",
		"Of a bad photo and a good one, it knows which is the bad one 95 of 100 times (91–\u206098), wherever the threshold lies. Guessing would be 50.", "mine")
	p.has("#photos ~ .evidence tbody tr > *", "mine", "1,150", "CC0; MIT")
	p.has("#not-measured ~ .evidence li", "shake", "Flicker")
	p.hasNo("#run ~ .evidence")
	if got := s.page("index.html").texts(".foot li"); !slices.Contains(got, "How we check") {
		t.Errorf("the foot has %q", got)
	}
	s.page("index.html").hasNo(`main a[href*="how-we-check"]`)
	for _, name := range []string{"sitemap.xml", "llms.txt", "a-z/index.html"} {
		if !strings.Contains(s.file(name), "how-we-check/") {
			t.Errorf("%s does not have the page", name)
		}
	}
	twin := s.file("how-we-check/index.md")
	for _, want := range []string{
		"All of them.\n\n\n| What it looks for | Photos | Bad ones found, of 100 | Good ones wrongly flagged, of 100 |\n| --- | --- | --- | --- |\n| [Dim glow](https://help.example/how-we-check/#glow) | 1,150 | 84 (71–\u206092) | 6 (5–\u20608) |\n",
		"Is it dim?\n\n\n- **Helps with:** [No light](https://help.example/reasons/no-light/)\n", "| mine | 1,150 | CC0; MIT |\n", "\n- shake\n", "\n- [Flicker](https://help.example/reasons/flicker/)\n",
	} {
		if !strings.Contains(twin, want) {
			t.Errorf("the twin lacks %q:\n%s", want, twin)
		}
	}
}

// guide.json has the checks and what was found, for programs.
func TestGuideDataHasTheChecks(t *testing.T) {
	var data struct {
		Measured struct {
			On, Page string
			Sets     []checks.Set
		}
		Checks []struct {
			ID, Name, Reason, Measure string
			Threshold                 struct {
				Side         string
				Fail, Unsure float64
			}
			Enough   bool
			Measured *checks.Found
		}
	}
	measuredLamp(t, found(), false).publish(t).json("guide.json", &data)
	got, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(data.Checks) != 2 || data.Checks[0].Measured == nil || data.Checks[1].Measured != nil {
		t.Fatalf("got %s", got)
	}
	glow, shake := data.Checks[0], data.Checks[1]
	if glow.ID != "glow" || glow.Name != "Dim glow" || glow.Reason != "https://help.example/reasons/no-light/" || !glow.Enough || glow.Threshold.Fail != 1.5 || glow.Measured.Caught.K != 42 {
		t.Errorf("got %s", got)
	}
	if shake.Enough || shake.Threshold.Side != "above" || data.Measured.On != "2026-11-23" || data.Measured.Page != "https://help.example/how-we-check/" || len(data.Measured.Sets) != 1 {
		t.Errorf("got %s", got)
	}
}

// Numbers and words are those of the reader's language, also where the text
// around them is not translated.
func TestMeasuredSpeaksTheGuidesLanguage(t *testing.T) {
	s := measuredLamp(t, found(), false).setting("languages: [en, es, ar]").with(files{
		"content/es/_index.md": "---\ntitle: Inicio\n---\n", "content/ar/_index.md": "---\ntitle: مرحبا\n---\n",
	}).publish(t)
	p := s.page("es/" + howPage)
	if got := p.texts("#glow ~ .evidence dd")[1]; got != "una claridad inferior a 1,5 de 255" {
		t.Errorf("the threshold is said as %q", got)
	}
	if got := p.attrs(".evidence", "lang"); !slices.Equal(slices.Compact(got), []string{"es"}) {
		t.Errorf("the words' languages are %q", got)
	}
	if got := s.page("es/" + lightPage).texts(".measured h2")[0]; got != "Cómo lo comprobamos" {
		t.Errorf("the box is called %q", got)
	}
	s.page("ar/" + lightPage).one("html[dir=rtl] .measured")
}

// A guide without the page has boxes that lead nowhere, and one without
// checks has neither.
func TestGuidesWithoutThePageOrChecks(t *testing.T) {
	s := measuredLamp(t, found(), false).with(files{"content/en/how-we-check.md": ""}).publish(t)
	s.page(lightPage).has(".measured li", strings.Replace(rates, "Dim glow", "glow", 1), "shake: not measured yet.")
	s.page(lightPage).hasNo(".measured a")
	if got := s.page("index.html").texts(".foot li"); slices.Contains(got, "How we check") {
		t.Errorf("the foot has %q", got)
	}
	plain := lamp().publish(t)
	plain.page(lightPage).hasNo(".measured")
	if _, there := plain.files[howPage]; there {
		t.Error("there is a page of checks, and there are none")
	}
	lamp().with(files{"content/en/how-we-check.md": howWeCheck}).publish(t).page(howPage).has(".evidence > p", "Nothing has been measured yet.",
		"Nothing has been measured yet.", "The advice on these pages rests on no check that was measured:")
}

// A new measurement makes those files anew that show it, and no others.
func TestMeasuringAgainChangesWhatShowsIt(t *testing.T) {
	g := measuredLamp(t, found(), false)
	dir := t.TempDir()
	b := publish.NewBuilder(publish.Options{File: g.write(t, dir), Date: day})
	before := build(t, b)
	again := files{"content/measured.json": strings.Replace(g["content/measured.json"], `"k": 42`, `"k": 43`, 1)}
	again.write(t, dir)
	after := rebuild(t, b, []string{filepath.Join(dir, "content", "measured.json")})
	changed, removed := publish.Changed(before.Outputs, after.Outputs)
	var names []string
	for _, o := range changed {
		names = append(names, o.Name)
	}
	slices.Sort(names)
	want := []string{"guide.json", howPage, "how-we-check/index.md", "print/index.html", lightPage, "reasons/no-light/index.md"}
	if !slices.Equal(names, want) || len(removed) > 0 {
		t.Errorf("changed %q, removed %q, want %q", names, removed, want)
	}
	if text := written(t, after)[lightPage]; !strings.Contains(text, "86 of 100 bad ones") {
		t.Error("the box has the old number")
	}
}
