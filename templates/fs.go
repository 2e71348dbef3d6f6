// Package templates holds the site's own templates, styles and words. They
// are part of the program; a publisher overrides any of them by a file of
// the same name in the folder that site.yaml calls templates.
//
// A component is a folder: its .html is the template of that name, its .css
// joins the style sheet, its .js the script. Those of search/ are a script of
// their own, which is loaded when somebody searches.
package templates

import "embed"

// Files are all components, and strings/ with the program's own words.
//
//go:embed */*.html */*.css */*.js strings/*.yaml
var Files embed.FS
