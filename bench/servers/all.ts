/**
 * Every server, in the order of the tables.
 *
 * @module
 */
import { caddy } from "./caddy.ts";
import { constant } from "./constant.ts";
import { h2o } from "./h2o.ts";
import { httpServer } from "./http_server.ts";
import { lighttpd } from "./lighttpd.ts";
import { linpr, linprBinary, linprTrusting } from "./linpr.ts";
import { nginx, nginxOpenFileCache } from "./nginx.ts";
import { python } from "./python.ts";
import { serve } from "./serve.ts";
import type { Server } from "./server.ts";
import { sirv } from "./sirv.ts";
import { stdFileServer } from "./std_file_server.ts";

/** What all others are compared with. */
export const BASELINE: Server = nginx;

/** The table. */
export const SERVERS: readonly Server[] = [
  linpr,
  linprTrusting,
  linprBinary,
  nginx,
  nginxOpenFileCache,
  lighttpd,
  h2o,
  caddy,
  stdFileServer,
  serve,
  httpServer,
  sirv,
  python,
  constant,
];
