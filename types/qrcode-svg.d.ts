/** The part of qrcode-svg the house uses: the modules of a code, drawn by ourselves without inline styles. */
declare module 'qrcode-svg' {
  interface Options {
    readonly content: string;
    readonly ecl?: 'L' | 'M' | 'Q' | 'H';
  }

  export default class QRCode {
    constructor(options: Options);
    readonly qrcode: { readonly modules: readonly (readonly boolean[])[] };
  }
}
