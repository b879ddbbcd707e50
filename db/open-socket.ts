import { connect, type Socket } from "node:net";

/** What the driver knows of where to: several hosts are tried in turn, a path is a Unix socket. */
type Address = { host: string[]; port: number[]; path?: string | false };

/**
 * Makes the driver's sockets, which it would make itself but for Nagle's algorithm: with that each small write that
 * follows another waits for the first one's acknowledgement, up to 40 ms, and the end of a COPY is several of them.
 *
 * A socket is handed over while it still connects. What is written meanwhile waits in it, and if it cannot connect, it
 * tells the driver by the same events as one of the driver's own.
 */
export function createSocketOpener(): (address: Address) => Socket {
  let tries = 0;
  return ({ host, port, path }) => {
    if (path) return connect(path);
    const place = tries % host.length;
    tries += 1;
    const [name, number] = [host[place] ?? "localhost", port[place] ?? 5432];
    // The driver reads the name for TLS.
    return Object.assign(connect({ host: name, port: number, noDelay: true }), { host: name, port: number });
  };
}
