package watch

import "golang.org/x/sys/unix"

// networks are the numbers of file systems whose files other machines may
// change unseen (linux/magic.h and the systems' own sources).
var networks = map[uint32]bool{
	unix.NFS_SUPER_MAGIC: true, unix.SMB_SUPER_MAGIC: true, unix.CIFS_SUPER_MAGIC: true, unix.SMB2_SUPER_MAGIC: true,
	unix.V9FS_MAGIC: true, unix.FUSE_SUPER_MAGIC: true, unix.CEPH_SUPER_MAGIC: true, unix.AFS_SUPER_MAGIC: true,
	unix.CODA_SUPER_MAGIC: true, unix.NCP_SUPER_MAGIC: true,
	0x786f4256: true, // VirtualBox's shared folders
	0xbacbacbc: true, // VMware's
}

// networkFolder is the first folder that lies on a network, empty for none.
func networkFolder(folders []string) string {
	for _, folder := range folders {
		var s unix.Statfs_t
		if unix.Statfs(nearest(folder), &s) == nil && networks[uint32(s.Type)] {
			return folder
		}
	}
	return ""
}
