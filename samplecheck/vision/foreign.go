package vision

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"retake/samplecheck/photo"
)

func refuse(code, reason string, values ...any) *photo.Refusal {
	return &photo.Refusal{Code: code, Reason: fmt.Sprintf(reason, values...)}
}

// known are kinds of files that people send instead of a photo, by their
// first bytes, with what to do about each.
var known = []struct {
	starts     string
	code, kind string
	advice     string
}{
	{"GIF8", "gif", "a GIF", "Save it as JPEG or PNG."},
	{"%PDF", "pdf", "a PDF", "Take a photo of the document, or save the page as JPEG or PNG."},
	{"BM", "bmp", "a Windows bitmap", "Save it as JPEG or PNG."},
	{"II*\x00", "tiff", "a TIFF or a camera's raw file", "Save it as JPEG or PNG."},
	{"MM\x00*", "tiff", "a TIFF or a camera's raw file", "Save it as JPEG or PNG."},
	{"\xff\x0a", "jpeg-xl", "a JPEG XL picture", "Save it as JPEG or PNG."},
	{"\x00\x00\x00\x0cJXL ", "jpeg-xl", "a JPEG XL picture", "Save it as JPEG or PNG."},
	{"\x1aE\xdf\xa3", "video", "a video", "Take a photo instead."},
	{"PK\x03\x04", "archive", "an archive or an office document", "Unpack it and use the photo in it."},
}

// heic and moving are the brands in the first box of an ISO media file
// (ISO/IEC 14496-12, 4.3) that tell photos from films.
var (
	heic = []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"}
	avif = []string{"avif", "avis"}
)

// foreign says what a file is that is not decoded, and what to do.
func foreign(name string, data []byte) *photo.Refusal {
	if len(data) >= 12 && string(data[4:8]) == "ftyp" {
		return media(name, string(data[8:12]))
	}
	for _, f := range known {
		if bytes.HasPrefix(data, []byte(f.starts)) {
			return instead(name, f.code, f.kind, f.advice)
		}
	}
	if text := bytes.TrimLeft(data, "\ufeff \t\r\n"); bytes.HasPrefix(text, []byte("<")) {
		return instead(name, "not-a-picture", "a web page or a drawing in text", "Use a photo in JPEG, PNG or WebP.")
	}
	return refuse("not-a-picture", "This is not a picture that can be read. Use a photo in JPEG, PNG or WebP.")
}

func media(name, brand string) *photo.Refusal {
	switch {
	case slices.Contains(heic, brand):
		return instead(name, "heic", "a HEIC picture", "Save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible).")
	case slices.Contains(avif, brand):
		return instead(name, "avif", "an AVIF picture", "Save it as JPEG or PNG.")
	}
	return instead(name, "video", "a video", "Take a photo instead.")
}

// instead names the kind, and the extension when that says otherwise.
func instead(name, code, kind, advice string) *photo.Refusal {
	switch extension := strings.ToLower(filepath.Ext(name)); extension {
	case ".jpg", ".jpeg", ".png", ".webp":
		return refuse(code, "This is %s, although its name ends in %s. %s", kind, extension, advice)
	}
	return refuse(code, "This is %s. %s", kind, advice)
}
