import type { Zeebe } from '@camunda8/sdk';

/** What the client's channel asks at each call. */
interface RawChannel {
  readonly client: {
    readonly getChannel: () => {
      readonly internalChannel?: { readonly options?: Record<string, unknown> };
    };
  };
}

/**
 * Lets a client send its messages as they are. It packs each with gzip and has no setting for it: for some hundred
 * bytes that costs a buffer of a quarter of a megabyte and two turns of the thread pool, and the gateway unpacks them
 * again. Where the pinned client looks different inside, it goes on packing.
 */
export async function sendUncompressed(client: Zeebe.ZeebeGrpcClient): Promise<void> {
  // biome-ignore lint/complexity/useLiteralKeys: a private member of the pinned client, typed by RawChannel
  const raw: RawChannel = await client['grpc'];
  const options = raw.client.getChannel().internalChannel?.options;
  if (options !== undefined) options['grpc.default_compression_algorithm'] = 0;
}
