import { spawnSync } from 'node:child_process'

/**
 * Shell words that bring up the loopback interface of a new network, where `ip` is missing by the ioctl SIOCSIFFLAGS. An ordinary
 * user's PATH may lack the folders where `ip` stands.
 */
export const bringLoopbackUp = `PATH="$PATH:/usr/sbin:/sbin"; { ip link set lo up || perl -e 'socket(S,2,2,0) && ioctl(S,0x8914,$up=pack("a16s x22","lo",0x41)) || exit 1'; } 2>/dev/null`

const probeWithinMs = 5_000

/**
 * The command that runs another in a network of its own, whose ports nobody outside it can reach; undefined where the kernel gives
 * none, as in most containers. Only root gets one without a user namespace around it.
 */
export const networkOfItsOwn = (): [string, ...string[]] | undefined => {
  const command: [string, ...string[]] = ['unshare', process.getuid?.() === 0 ? '-n' : '-Urn']
  const [program, ...options] = command
  const probe = spawnSync(program, [...options, '/bin/sh', '-c', bringLoopbackUp], {
    stdio: 'ignore',
    timeout: probeWithinMs,
  })
  return probe.status === 0 ? command : undefined
}
