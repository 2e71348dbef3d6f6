package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// sitAtDesk starts samplecheck label, answers yes to one question as the page
// does, and stops it: "desk mine --by ana". What it printed is the story's
// output. "desk silent mine" stops it without an answer.
func sitAtDesk(ts *testscript.TestScript, neg bool, args []string) {
	silent := len(args) > 0 && args[0] == "silent"
	if silent {
		args = args[1:]
	}
	if neg || len(args) == 0 {
		ts.Fatalf("usage: desk folder flags...")
	}
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	args = append([]string{"label", "--checks", ts.MkAbs("content/checks.yaml"), "--site", ts.MkAbs("no.yaml"), ts.MkAbs(args[0])}, args[1:]...)
	said, printed := io.Pipe()
	ended := make(chan int)
	go func() {
		code := run(ctx, args, strings.NewReader(""), printed, printed)
		printed.Close()
		ended <- code
	}()
	var all strings.Builder
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		all.WriteString(strings.ReplaceAll(lines.Text(), ts.MkAbs("")+"/", "") + "\n")
		if address := regexp.MustCompile(`http://\S+`).FindString(lines.Text()); address != "" {
			if !silent {
				answerYes(ts, address)
			}
			stop()
		}
	}
	if code := <-ended; code != exitDone {
		ts.Fatalf("it ends with %d and says %s", code, all.String())
	}
	_, err := ts.Stdout().Write([]byte(all.String()))
	ts.Check(err)
}

// answerYes says yes to the last question of the first photo.
func answerYes(ts *testscript.TestScript, address string) {
	page, err := http.Get(address)
	ts.Check(err)
	page.Body.Close()
	said, err := http.Post(address+"answer", "application/json", strings.NewReader(`{"photo":0,"check":1,"answer":"yes"}`))
	ts.Check(err)
	said.Body.Close()
	if page.StatusCode != http.StatusOK || said.StatusCode != http.StatusNoContent {
		ts.Fatalf("the page is %s, the answer is %s", page.Status, said.Status)
	}
}
