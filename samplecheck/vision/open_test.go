package vision

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"gocv.io/x/gocv"

	"retake/samplecheck/photo"
)

// scene is a picture with light, edges and no symmetry, so that each way of
// turning it shows.
func scene(width, height int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{uint8(60 + 120*x/width), uint8(90 + 90*y/height), 120, 255}
			if (x/40+y/30)%3 == 0 && x < 2*width/3 {
				c = color.NRGBA{20, 25, 30, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, name string, data []byte) *photo.Photo {
	t.Helper()
	p, err := Open(name, data, photo.ColourPart)
	if err != nil {
		t.Fatalf("Open(%q): %v", name, err)
	}
	return p
}

func refused(t *testing.T, name string, data []byte, code string) {
	t.Helper()
	p, err := Open(name, data, photo.ColourPart)
	var refusal *photo.Refusal
	if p != nil || !errors.As(err, &refusal) {
		t.Fatalf("Open(%q) = %v, %v; want a refusal", name, p != nil, err)
	}
	if refusal.Code != code {
		t.Errorf("Open(%q) refuses as %q (%s), want %q", name, refusal.Code, refusal.Reason, code)
	}
	if !strings.HasSuffix(refusal.Reason, ".") && !strings.HasSuffix(refusal.Reason, ").") {
		t.Errorf("the reason for %q is no sentence: %s", name, refusal.Reason)
	}
}

func TestAFrameHasAFixedScaleAndNeverMorePixelsThanThePhoto(t *testing.T) {
	for _, c := range []struct{ photo, frame image.Point }{
		{image.Pt(4200, 300), image.Pt(800, 57)},
		{image.Pt(300, 1700), image.Pt(141, 800)},
		{image.Pt(1599, 800), image.Pt(800, 400)},
		{image.Pt(192, 341), image.Pt(192, 341)},
	} {
		for _, encode := range []func(*testing.T, image.Image) []byte{asPNG, asJPEG} {
			p := open(t, "photo", encode(t, scene(c.photo.X, c.photo.Y)))
			if p.Width != c.photo.X || p.Height != c.photo.Y {
				t.Errorf("%v: the photo is %d × %d", c.photo, p.Width, p.Height)
			}
			if got := image.Pt(p.Frame.Width, p.Frame.Height); got != c.frame {
				t.Errorf("%v: the frame is %v, want %v", c.photo, got, c.frame)
			}
		}
	}
}

func TestColoursComeThroughInTheirOrder(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		copy(m.Pix[4*i:], []uint8{200, 100, 50, 255})
	}
	for name, data := range map[string][]byte{"png": asPNG(t, m), "jpeg": asJPEG(t, m)} {
		p := open(t, name, data)
		for k, want := range []int{200, 100, 50} {
			if got := int(p.Frame.Pix[k]); got < want-2 || got > want+2 {
				t.Errorf("%s: channel %d is %d, want %d", name, k, got, want)
			}
		}
	}
}

func TestWhatIsNotWholeIsRefused(t *testing.T) {
	whole := asJPEG(t, scene(640, 480))
	for _, size := range []int{1, 2, 3, 20, 200, len(whole) / 2, len(whole) - 100, len(whole) - 1} {
		code := "truncated"
		if size < 2 {
			code = "not-a-picture"
		}
		refused(t, "cut.jpg", whole[:size], code)
	}
	wholePNG := asPNG(t, scene(640, 480))
	for _, size := range []int{8, 20, 60, len(wholePNG) / 2, len(wholePNG) - 1} {
		refused(t, "cut.png", wholePNG[:size], "truncated")
	}
	refused(t, "empty.jpg", nil, "empty")
	refused(t, "empty.jpg", []byte{}, "empty")
}

func TestADamagedPictureIsRefused(t *testing.T) {
	data := asPNG(t, scene(640, 480))
	copy(data[len(data)/2:], "this is not what was compressed")
	refused(t, "damaged.png", data, "damaged")
}

// withSize writes another size into a PNG's header.
func withSize(data []byte, width, height uint32) []byte {
	data = bytes.Clone(data)
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestABombIsRefusedBeforeItIsDecoded(t *testing.T) {
	small := asPNG(t, scene(64, 64))
	refused(t, "bomb.png", withSize(small, 30_000, 30_000), "too-large")
	refused(t, "bomb.png", withSize(small, 1<<31-1, 1<<31-1), "too-large")
	refused(t, "bomb.png", withSize(small, 1<<31, 64), "damaged")
	refused(t, "dot.png", asPNG(t, scene(1, 1)), "too-small")

	bomb := asJPEG(t, scene(64, 64))
	frame := bytes.Index(bomb, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(bomb[frame+5:], 30_000)
	binary.BigEndian.PutUint16(bomb[frame+7:], 30_000)
	refused(t, "bomb.jpg", bomb, "too-large")
}

// A file that gives two sizes is no photo: the decoder may take the other one.
func TestASecondSizeIsRefused(t *testing.T) {
	jpeg := asJPEG(t, scene(64, 64))
	frame := bytes.Index(jpeg, []byte{0xff, 0xc0})
	length := 2 + int(binary.BigEndian.Uint16(jpeg[frame+2:]))
	refused(t, "bomb.jpg", slices.Insert(bytes.Clone(jpeg), frame+length, jpeg[frame:frame+length]...), "damaged")

	png := asPNG(t, scene(64, 64))
	const header = 8 + 25 // the signature, and the first chunk
	refused(t, "bomb.png", slices.Insert(bytes.Clone(png), header, png[8:header]...), "damaged")

	webp := []byte("RIFF\x00\x00\x00\x00WEBP")
	webp = append(webp, "VP8X\x0a\x00\x00\x00\x10\x00\x00\x00\x3f\x00\x00\x3f\x00\x00"...) // 64 × 64
	webp = append(webp, "VP8L\x06\x00\x00\x00\x2f\xff\xff\xff\x0f\x00"...)                 // 16,384 × 16,384
	binary.LittleEndian.PutUint32(webp[4:], uint32(len(webp)-8))
	refused(t, "bomb.webp", webp, "damaged")
}

func TestWhatIsNoPhotoIsNamedWithWhatToDo(t *testing.T) {
	for code, data := range map[string]string{
		"heic":          "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
		"avif":          "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00",
		"video":         "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00",
		"gif":           "GIF89a\x01\x00\x01\x00",
		"pdf":           "%PDF-1.7\n",
		"tiff":          "II*\x00\x08\x00\x00\x00",
		"bmp":           "BM\x00\x00",
		"archive":       "PK\x03\x04\x14\x00",
		"not-a-picture": "a letter to whom it may concern",
	} {
		refused(t, "photo.jpg", []byte(data), code)
		refused(t, "photo", []byte(data), code)
	}
	refused(t, "page.png", []byte("<!doctype html>"), "not-a-picture")

	_, err := Open("IMG_0001.JPG", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), photo.ColourPart)
	for _, words := range []string{"HEIC", ".jpg", "Save it as JPEG"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("the reason %q does not say %q", err, words)
		}
	}
}

func TestContentDecidesNotTheName(t *testing.T) {
	for _, name := range []string{"a.jpg", "a.png", "a.heic", "a.txt", "", "\xff\x00"} {
		open(t, name, asPNG(t, scene(64, 64)))
		open(t, name, asJPEG(t, scene(64, 64)))
	}
}

func TestTransparencyLiesOverWhite(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		copy(clear.Pix[4*i:], []uint8{0, 0, 0, 0})
	}
	half := image.NewNRGBA64(clear.Rect)
	for y := range 64 {
		for x := range 64 {
			half.SetNRGBA64(x, y, color.NRGBA64{0, 0, 0, 0x8000})
		}
	}
	palette := image.NewPaletted(clear.Rect, color.Palette{color.NRGBA{}, color.NRGBA{0, 0, 0, 255}})
	for name, c := range map[string]struct {
		m    image.Image
		want uint8
	}{"clear": {clear, 255}, "half of 16 bits": {half, 127}, "palette": {palette, 255}} {
		if got := open(t, name, asPNG(t, c.m)).Frame.Pix[0]; got != c.want {
			t.Errorf("%s: black that can be seen through is %d, want %d", name, got, c.want)
		}
	}
}

func TestSixteenBitsAreReadAsEight(t *testing.T) {
	eight := scene(200, 100)
	sixteen := image.NewRGBA64(eight.Rect)
	for y := range 100 {
		for x := range 200 {
			sixteen.Set(x, y, eight.At(x, y))
		}
	}
	want, got := open(t, "8", asPNG(t, eight)), open(t, "16", asPNG(t, sixteen))
	if !bytes.Equal(want.Frame.Pix, got.Frame.Pix) {
		t.Error("16 bits a channel give other pixels than 8")
	}
}

func TestGreyAndCMYKAreReadInColour(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 64, 64))
	for i := range grey.Pix {
		grey.Pix[i] = 90
	}
	for name, data := range map[string][]byte{"grey.png": asPNG(t, grey), "grey.jpg": asJPEG(t, grey), "cmyk.jpg": greyCMYK} {
		p := open(t, name, data)
		for k := range 3 {
			if v := p.Frame.Pix[k]; v < 85 || v > 95 {
				t.Errorf("%s: channel %d is %d, want about 90", name, k, v)
			}
		}
	}
}

func TestProgressiveJPEGAndWebPAreRead(t *testing.T) {
	m := scene(320, 200)
	mat, err := gocv.IMDecode(asPNG(t, m), gocv.IMReadColor)
	if err != nil || mat.Empty() {
		t.Fatal("the test's own picture cannot be read")
	}
	defer mat.Close()
	want := open(t, "m.png", asPNG(t, m))
	const jpegProgressive, on, webpQuality, lossless = 2, 1, 64, 101
	progressive, err := gocv.IMEncodeWithParams(gocv.JPEGFileExt, mat, []int{jpegProgressive, on})
	if err != nil || !bytes.Contains(progressive, []byte{0xff, 0xc2}) {
		t.Fatal("no progressive JPEG was made")
	}
	webp, err := gocv.IMEncodeWithParams(".webp", mat, []int{webpQuality, lossless})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"progressive.jpg": progressive, "m.webp": webp} {
		got := open(t, name, data)
		for i, v := range got.Frame.Luma {
			if d := int(v) - int(want.Frame.Luma[i]); d < -60 || d > 60 {
				t.Fatalf("%s: pixel %d is %d, want about %d", name, i, v, want.Frame.Luma[i])
			}
		}
		refused(t, name, data[:len(data)-9], "truncated")
	}
}

func FuzzHeader(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00"))
	f.Add([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06\x00\x00\x00"))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"))
	f.Add(greyCMYK)
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := readHeader("fuzz.jpg", data)
		if err != nil {
			var refusal *photo.Refusal
			if !errors.As(err, &refusal) || refusal.Code == "" || refusal.Reason == "" {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		if h.size.X < leastSide || h.size.Y < leastSide || h.size.X*h.size.Y > mostPixels || h.orientation < 1 || h.orientation > 8 {
			t.Fatalf("accepted %+v", h)
		}
	})
}
