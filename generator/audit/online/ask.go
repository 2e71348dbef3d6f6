package online

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// ask follows an address to where it leads.
func (c *Checker) ask(ctx context.Context, address string) (Answer, error) {
	a := Answer{State: Alive, Final: address, Asked: c.now().UTC().Truncate(time.Second)}
	seen, moved := map[string]bool{}, true
	for range hops {
		seen[a.Final] = true
		response, err := c.persist(ctx, a.Final)
		if ctx.Err() != nil {
			return a, ctx.Err()
		}
		if err != nil {
			a.State, a.Text = failure(err)
			return a, nil
		}
		status := response.StatusCode
		a.Text = fmt.Sprintf("%d %s", status, http.StatusText(status))
		if status < 300 || status >= 400 || status == http.StatusNotModified {
			a.State = judge(status, len(seen) > 1 && moved)
			return a, nil
		}
		next, err := response.Location()
		if err != nil || next.Scheme != "http" && next.Scheme != "https" {
			a.State, a.Text = Dead, a.Text+" to no address"
			return a, nil
		}
		moved = moved && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
		next.Fragment = ""
		if a.Final = next.String(); seen[a.Final] {
			a.State, a.Text = Dead, "it leads round in circles"
			return a, nil
		}
	}
	a.State, a.Text = Dead, fmt.Sprintf("it leads on more than %d times", hops)
	return a, nil
}

func judge(status int, moved bool) State {
	switch {
	case status == http.StatusNotFound || status == http.StatusGone:
		return Dead
	case status >= 300:
		return Unsure
	case moved:
		return Moved
	}
	return Alive
}

// persist asks again as long as that may help: with GET when HEAD is not
// answered well, and after a while when the server is busy.
func (c *Checker) persist(ctx context.Context, address string) (*http.Response, error) {
	for try := 1; ; try++ {
		response, err := c.request(ctx, http.MethodHead, address)
		if err == nil && response.StatusCode >= 400 && !busy(response) {
			response, err = c.request(ctx, http.MethodGet, address)
		}
		if try == tries || ctx.Err() != nil || !again(response, err) {
			return response, err
		}
		delay, ok := after(response, try)
		if !ok {
			return response, err
		}
		if err := c.Sleep(ctx, delay); err != nil {
			return nil, err
		}
	}
}

func busy(r *http.Response) bool {
	switch r.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// again tells whether asking again may give another answer.
func again(r *http.Response, err error) bool {
	if err == nil {
		return busy(r) || r.StatusCode == http.StatusInternalServerError
	}
	state, _ := failure(err)
	return state == Unsure
}

// after is how long to wait before the next try: as long as the server asks
// for, unless that is too long.
func after(r *http.Response, try int) (time.Duration, bool) {
	delay := wait << (try - 1)
	if r == nil {
		return delay, true
	}
	if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && seconds >= 0 {
		delay = max(delay, time.Duration(seconds)*time.Second)
	}
	return delay, delay <= longest
}

// failure says what a request that got no answer means.
func failure(err error) (State, string) {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var address *url.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return Dead, "there is no server of this name"
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &hostname), errors.As(err, &invalid):
		return Dead, "its certificate is not valid, so browsers warn of it"
	case errors.Is(err, context.DeadlineExceeded):
		return Unsure, fmt.Sprintf("no answer within %d seconds", int(patient.Seconds()))
	case errors.As(err, &address):
		return Unsure, address.Err.Error()
	}
	return Unsure, err.Error()
}
