// Package local serves pages to the browser of this machine's user: on a port
// that is free, under names that are this machine's, until it is told to stop.
package local

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// Address is where somebody listens.
type Address struct {
	URL       string // to be opened in a browser
	Moved     bool   // the port that was asked for is not free
	host      string
	listeners []net.Listener
}

// portsTried is how many ports in a row are tried.
const portsTried = 50

// Listen takes a port of a host, or the next one that is free. Port 0 is any.
func Listen(host string, port int) (*Address, error) {
	for offset := range portsTried {
		a := &Address{host: host, Moved: offset > 0}
		err := a.listen(port + offset)
		switch {
		case err == nil:
			a.URL = "http://" + net.JoinHostPort(a.name(), strconv.Itoa(a.Port())) + "/"
			return a, nil
		case port == 0 || !inUse(err):
			return nil, fmt.Errorf("listen on %s: %w", net.JoinHostPort(host, strconv.Itoa(port+offset)), err)
		}
	}
	return nil, fmt.Errorf("ports %d to %d are in use; name another one with --port", port, port+portsTried-1)
}

// inUse tells whether somebody else has a port. Windows has a number of its
// own for that (WSAEADDRINUSE).
func inUse(err error) bool {
	var number syscall.Errno
	return errors.Is(err, syscall.EADDRINUSE) || errors.As(err, &number) && number == 10048
}

// listen takes one port. localhost may mean two addresses to a browser:
// another program must not have the other one.
func (a *Address) listen(port int) error {
	hosts := []string{a.host}
	if a.host == "localhost" {
		hosts = []string{"127.0.0.1", "::1"}
	}
	for i, host := range hosts {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err != nil && i > 0 && !inUse(err) {
			return nil // this machine has no IPv6
		}
		if err != nil {
			a.Close()
			return err
		}
		a.listeners = append(a.listeners, l)
		port = a.Port()
	}
	return nil
}

// Close gives the port back.
func (a *Address) Close() {
	for _, l := range a.listeners {
		_ = l.Close() // nobody has connected yet
	}
	a.listeners = nil
}

// Port is the one that was taken.
func (a *Address) Port() int { return a.listeners[0].Addr().(*net.TCPAddr).Port }

// name is a host that a browser can open: for all addresses of the machine,
// one that other machines know.
func (a *Address) name() string {
	if ip := net.ParseIP(a.host); a.host != "" && (ip == nil || !ip.IsUnspecified()) {
		return a.host
	}
	addresses, _ := net.InterfaceAddrs() // without them this machine's own name will do
	for _, address := range addresses {
		if n, ok := address.(*net.IPNet); ok && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			return n.IP.String()
		}
	}
	return "localhost"
}
