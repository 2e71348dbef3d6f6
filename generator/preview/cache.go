package preview

import "sync"

// cacheSize bounds the bytes that are kept: some thousand pages.
const cacheSize = 64 << 20

// cache keeps what was rendered last. It has a young half and an old one;
// when the young one is full, it becomes the old one, and what nobody asked
// for since is forgotten.
type cache struct {
	mu         sync.Mutex
	half, size int // of the young half, in bytes
	young, old map[string][]byte
}

func newCache(size int) *cache {
	return &cache{half: size / 2, young: map[string][]byte{}}
}

func (c *cache) get(key string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if data, ok := c.young[key]; ok {
		return data, true
	}
	data, ok := c.old[key]
	if ok {
		c.add(key, data)
	}
	return data, ok
}

func (c *cache) put(key string, data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(key, data)
}

func (c *cache) add(key string, data []byte) {
	if len(data) > c.half {
		return
	}
	if c.size+len(data) > c.half {
		c.old, c.young, c.size = c.young, map[string][]byte{}, 0
	}
	if _, known := c.young[key]; !known {
		c.young[key] = data
		c.size += len(data)
	}
}
