import type { Plugin } from 'vite';

const place = '!root.head && root.adoptedStyleSheets';

/**
 * The text editors in the studio write their styles into a `<style>` element, which our content security policy refuses.
 * Their library can adopt style sheets instead and does so in shadow roots; this makes it do so in the page too.
 *
 * @throws when the library no longer has the place that is changed
 */
export function adoptedStyles(): Plugin {
  return {
    name: 'adopted-styles',
    transform: {
      filter: { id: /[\\/]style-mod[\\/]src[\\/]style-mod\.js/ },
      handler(code) {
        if (!code.includes(place)) throw new Error('style-mod chooses its styles otherwise now');
        return { code: code.replace(place, 'root.adoptedStyleSheets'), map: null };
      },
    },
  };
}
