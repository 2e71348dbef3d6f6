// How the tests check the published pages with html-validate: everything that
// it recommends, and all that it knows about accessibility. What departs from
// that says why.
export default {
	root: true,
	extends: ["html-validate:recommended", "html-validate:a11y"],
	rules: {
		// HTML does not care; lower case compresses better.
		"doctype-style": ["error", { style: "lowercase" }],
		// A title ends with the site's name, and that is the part that search
		// engines cut off when it is long.
		"long-title": ["error", { maxlength: 90 }],
	},
};
