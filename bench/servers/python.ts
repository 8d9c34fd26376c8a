/** Python's http.server. */

import { findProgram } from "../find_program.ts";
import type { Server } from "./server.ts";

/** What `python3 -m http.server --protocol HTTP/1.1` does, less its log, which no flag turns off. */
const PROGRAM = `
import functools, http.server, sys
class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *args): pass
handler = functools.partial(Handler, directory=sys.argv[1])
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), handler).serve_forever()
`;

/** http.server of Python's standard library. */
export const python: Server = {
  name: "python",
  title: "python3 http.server",
  origin: { kind: "debian", packages: ["python3"] },
  find: () => findProgram("python3"),
  version: ["--version"],
  hasWorkers: false,
  hasAccessLog: false,
  launch: ({ root, port }) => ({ args: ["-c", PROGRAM, root, String(port)] }),
};
