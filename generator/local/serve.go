package local

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// goodbye is how long an answer that is just being sent may take to the end.
const goodbye = 2 * time.Second

// Serve answers requests until ctx is done, which requests see as theirs.
// Nothing of it is left then.
func (a *Address) Serve(ctx context.Context, handler http.Handler, slowest time.Duration) error {
	server := &http.Server{
		Handler:           guard{host: a.host}.keep(handler),
		ReadHeaderTimeout: 10 * time.Second,
		WriteTimeout:      slowest,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	group, ctx := errgroup.WithContext(ctx)
	server.BaseContext = func(net.Listener) context.Context { return ctx }
	for _, listener := range a.listeners {
		group.Go(func() error {
			if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
				return err
			}
			return nil
		})
	}
	group.Go(func() error {
		<-ctx.Done()
		return closeServer(server)
	})
	return group.Wait()
}

func closeServer(server *http.Server) error {
	ctx, stop := context.WithTimeout(context.Background(), goodbye)
	defer stop()
	if server.Shutdown(ctx) == nil {
		return nil
	}
	return server.Close()
}

// guard refuses requests under names that are not this machine's. Otherwise
// any website could give its own name this machine's address and read what is
// served (DNS rebinding).
type guard struct{ host string } // that the server listens on

func (g guard) keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.allows(r.Host) {
			http.Error(w, fmt.Sprintf("This program does not answer under the name %q.\nOpen it as localhost, or start it with this name.", r.Host), http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g guard) allows(hostHeader string) bool {
	name := hostHeader
	if host, _, err := net.SplitHostPort(hostHeader); err == nil {
		name = host
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	ip, own := net.ParseIP(name), net.ParseIP(g.host)
	switch {
	case strings.EqualFold(name, "localhost"), strings.EqualFold(name, g.host) && name != "":
		return true
	case ip == nil:
		return false
	}
	// Numbers cannot be rebound. They only come in when all of the machine's
	// addresses are listened on.
	return ip.IsLoopback() || ip.Equal(own) || g.host == "" || own != nil && own.IsUnspecified()
}
