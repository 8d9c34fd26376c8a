/** What Linux tells about other processes, below /proc. */

/** Whether there is a process of that id. */
export function isAlive(pid: number): boolean {
  try {
    return Deno.statSync(`/proc/${pid}`).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The IPv4 port that a process listens on; undefined as long as there is none. */
export function listeningPort(pid: number): number | undefined {
  const own = new Set(socketInodes(pid));
  const rows = Deno.readTextFileSync("/proc/net/tcp").trim().split("\n").map((row) =>
    row.trim().split(/\s+/)
  );
  // proc(5): column 3 is the state, 0A for listening; column 9 the inode; column 1 the address, in hexadecimal.
  const row = rows.find((cells) => cells[3] === "0A" && own.has(cells[9]));
  const port = row?.[1]?.split(":")[1];
  return port === undefined ? undefined : parseInt(port, 16);
}

function socketInodes(pid: number): (string | undefined)[] {
  const folder = `/proc/${pid}/fd`;
  return [...Deno.readDirSync(folder)].map(({ name }) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(Deno.readLinkSync(`${folder}/${name}`))?.[1];
    } catch (error) {
      // Closed since the folder was read.
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  });
}
