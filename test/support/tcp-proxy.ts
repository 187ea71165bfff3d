import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `pass`; `no-answers`: what the server says is lost; `black-hole`: nothing moves and nothing is closed. */
export type ProxyMode = 'pass' | 'no-answers' | 'black-hole';

export interface TcpProxy {
  /** host:port */
  readonly address: string;
  /** After lost answers `pass` also cuts what was open: half a conversation cannot go on. */
  readonly set: (mode: ProxyMode) => void;
  readonly cut: () => void;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** A wire to a server on this machine that can fail in the ways wires do. */
export async function openTcpProxy(targetPort: () => number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let mode: ProxyMode = 'pass';

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    if (mode === 'black-hole') socket.pause();
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  }

  /** A listener for data starts a socket again, so a hole is dug anew for each connection. */
  function pauseAll(): void {
    for (const socket of sockets) socket.pause();
  }

  const server = createServer((inward) => {
    keep(inward);
    const outward = keep(connect(targetPort(), '127.0.0.1'));
    inward.on('data', (bytes) => outward.write(bytes));
    outward.on('data', (bytes) => {
      if (mode !== 'no-answers') inward.write(bytes);
    });
    inward.on('close', () => outward.destroy());
    outward.on('close', () => inward.destroy());
    if (mode === 'black-hole') pauseAll();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const { port }: Pick<AddressInfo, 'port'> =
    address !== null && typeof address === 'object' ? address : { port: 0 };
  const cut = () => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    address: `127.0.0.1:${port}`,
    set: (next) => {
      if (mode === 'no-answers' && next === 'pass') cut();
      mode = next;
      if (next === 'black-hole') pauseAll();
      else for (const socket of sockets) socket.resume();
    },
    cut,
    connections: () => sockets.size / 2,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
