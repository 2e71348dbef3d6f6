package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"retake/samplecheck/dataset"
	"retake/samplecheck/label"
	"retake/samplecheck/report"
	"retake/samplecheck/stat"
	"retake/usage"
)

func newLabelsAgreement(t *terminal) *cobra.Command {
	var photos string
	var asJSON bool
	c := &cobra.Command{
		Use:   "agreement",
		Short: "Say how far people agree who have labelled the same photos",
		Long: `Say how far people agree who have labelled the same photos with samplecheck
label: for each check and each two people, how often they said the same, and
Cohen's kappa with its 95 % interval: 1 when they always agree, 0 when no more
than chance makes them. Below, the photos of which they said something else: look at
them together, and answer again. "Can't tell" is an answer too. Rows of
labels.csv that did not come from samplecheck label are compared as well.

The interval takes photos as independent: many of one scene make it too narrow.

Exit status: 0 done; 2 the command could not run; 3 nobody has labelled what
somebody else has.`,
		Args: usage.Photos,
		RunE: func(c *cobra.Command, _ []string) error {
			known, err := loadChecks(c)
			if err != nil {
				return err
			}
			found, err := label.Compare(photos, known.IDs())
			if err != nil {
				return err
			}
			if asJSON {
				err = printAgreementJSON(t, found)
			} else {
				printAgreement(t, found)
			}
			if err == nil && len(found) == 0 {
				return exitCode(exitTooFew)
			}
			return err
		},
	}
	c.Flags().StringVar(&photos, "photos", ownPhotos, "folder with labels")
	c.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	return c
}

func printAgreement(t *terminal, found []label.Agreement) {
	if len(found) == 0 {
		fmt.Fprintln(t.out, "Nobody has labelled what somebody else has: samplecheck label DIR --by NAME")
		return
	}
	rows := report.Table{Words: []int{1, 5}}
	rows.Add("check", "people", "photos", "same", "kappa", "95 % interval")
	for _, a := range found {
		kappa, interval := "–", "only one answer was given"
		if a.Known {
			kappa, interval = fmt.Sprintf("%.2f", a.Kappa.Value), fmt.Sprintf("%.2f to %.2f", a.Kappa.Low, a.Kappa.High)
		}
		rows.Add(a.Check, a.One+", "+a.Other, fmt.Sprint(a.Kappa.N), fmt.Sprint(a.Kappa.Agreed), kappa, interval)
	}
	rows.Write(t.out, "")
	for _, a := range found {
		for _, d := range a.Differ {
			fmt.Fprintf(t.out, "%s, %s: %s says %s, %s says %s\n", a.Check, dataset.Shown(d.Photo), a.One, spoken(d.One), a.Other, spoken(d.Other))
		}
	}
}

func spoken(a label.Answer) string {
	if a == label.CannotSay {
		return "can't tell"
	}
	return string(a)
}

func printAgreementJSON(t *terminal, found []label.Agreement) error {
	type difference struct {
		Photo string       `json:"photo"`
		One   label.Answer `json:"one"`
		Other label.Answer `json:"other"`
	}
	type agreement struct {
		Check  string       `json:"check"`
		One    string       `json:"one"`
		Other  string       `json:"other"`
		Both   int          `json:"both"`
		Same   int          `json:"same"`
		Kappa  *stat.Kappa  `json:"kappa"` // null when it has no meaning
		Differ []difference `json:"differ"`
	}
	all := []agreement{}
	for _, a := range found {
		j := agreement{Check: a.Check, One: a.One, Other: a.Other, Both: a.Kappa.N, Same: a.Kappa.Agreed, Differ: []difference{}}
		if a.Known {
			j.Kappa = &a.Kappa
		}
		for _, d := range a.Differ {
			j.Differ = append(j.Differ, difference{dataset.Shown(d.Photo), d.One, d.Other})
		}
		all = append(all, j)
	}
	return printJSON(t.out, struct {
		Agreement []agreement `json:"agreement"`
	}{all})
}

func newLabelsMerge(t *terminal) *cobra.Command {
	var photos string
	c := &cobra.Command{
		Use:   "merge",
		Short: "Write labels.csv from what people agree on",
		Long: `Write labels.csv from the files labels.NAME.csv beside it, as samplecheck label
does when it stops: for when somebody has labelled on another machine. Rows that
did not come from there stay; one that somebody contradicts waits in
labels.disputed.csv.

Exit status: 0 done; 2 the command could not run.`,
		Args: usage.Photos,
		RunE: func(*cobra.Command, []string) error {
			_, err := mergeLabels(t, photos)
			return err
		},
	}
	c.Flags().StringVar(&photos, "photos", ".", "folder with labels")
	return c
}
