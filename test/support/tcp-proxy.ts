import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `pass`; `no-answers`: what the server says is lost; `black-hole`: nothing passes and nothing is closed. */
export type ProxyMode = 'pass' | 'no-answers' | 'black-hole';

export interface TcpProxy {
  /** host:port */
  readonly address: string;
  /** Back to `pass` also cuts what was open: half a conversation cannot go on. */
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
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  }

  const server = createServer((inward) => {
    keep(inward);
    const outward = keep(connect(targetPort(), '127.0.0.1'));
    inward.on('data', (bytes) => {
      if (mode !== 'black-hole') outward.write(bytes);
    });
    outward.on('data', (bytes) => {
      if (mode === 'pass') inward.write(bytes);
    });
    inward.on('close', () => outward.destroy());
    outward.on('close', () => {
      if (mode !== 'black-hole') inward.destroy();
    });
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
      if (next === 'pass' && mode !== 'pass') cut();
      mode = next;
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
