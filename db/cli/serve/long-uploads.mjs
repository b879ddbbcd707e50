// Loaded into the server before Next.js, which makes its HTTP server without saying how long a request may take. Node
// then ends every one that has not come whole after five minutes: a file of some gigabytes, or a slow line. Headers still
// have to come within a minute.
import http from "node:http";

const LONGEST_UPLOAD_MS = 24 * 3_600_000;

const createServer = http.createServer;
http.createServer = (...how) => {
  const server = createServer(...how);
  server.requestTimeout = LONGEST_UPLOAD_MS;
  return server;
};
