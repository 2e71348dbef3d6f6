// How the tests check the published pages with html-validate: everything that
// it recommends, and all that it knows about accessibility. What departs from
// that says why.
export default {
	root: true,
	extends: ["html-validate:recommended", "html-validate:a11y"],
	rules: {
		// A list of answers has a name. ARIA gives names to lists; this rule
		// otherwise knows only of landmarks and controls.
		"aria-label-misuse": ["error", { allowAnyNamable: true }],
		// HTML does not care; lower case compresses better.
		"doctype-style": ["error", { style: "lowercase" }],
		// HTML allows every id without a space. Headings in other scripts have
		// ids in them, and footnotes have a colon.
		"valid-id": ["error", { relaxed: true }],
		// A title begins with what the page says and ends with the names of
		// the tree and the site: what a search engine cuts off is no loss.
		"long-title": "off",
	},
};
