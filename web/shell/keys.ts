import { type InjectionKey, inject, onScopeDispose, type Ref, ref, watch } from 'vue';

type Handler = () => void;
export type KeyMap = Readonly<Record<string, Handler>>;

/** Single-letter keys: they can be switched off, and never fire while somebody writes. */
export interface Keys {
  readonly enabled: Ref<boolean>;
  readonly add: (map: KeyMap) => () => void;
}

export const keysKey: InjectionKey<Keys> = Symbol('keys');
const stored = 'huiying.keys';
const sequenceMs = 1_200;

/** Whether a key belongs to a text somebody writes, to an input method, or to the browser. */
export function isForWriting(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="combobox"], [role="textbox"]') !== null)
  );
}

const overlay = '.el-dialog, .el-drawer, .el-message-box';

function isBehindDialog(event: KeyboardEvent): boolean {
  const open = [...document.querySelectorAll<HTMLElement>(overlay)].some(
    (element) => element.offsetParent !== null,
  );
  return open || (event.target instanceof HTMLElement && event.target.closest(overlay) !== null);
}

export function createKeys(): Keys {
  const enabled = ref(localStorage.getItem(stored) !== 'off');
  watch(enabled, (on) => localStorage.setItem(stored, on ? 'on' : 'off'));
  const maps: KeyMap[] = [];
  let prefix = '';
  let prefixAt = 0;

  const handlerOf = (key: string) => maps.findLast((map) => key in map)?.[key];
  window.addEventListener('keydown', (event) => {
    if (isForWriting(event) || isBehindDialog(event)) return;
    if (!enabled.value && event.key !== '?') return;
    const sequence = event.timeStamp - prefixAt < sequenceMs ? `${prefix} ${event.key}` : event.key;
    prefix = event.key;
    prefixAt = event.timeStamp;
    const handler = handlerOf(sequence) ?? handlerOf(event.key);
    if (handler === undefined) return;
    event.preventDefault();
    prefix = '';
    handler();
  });
  return {
    enabled,
    add: (map) => {
      maps.push(map);
      return () => {
        const index = maps.indexOf(map);
        if (index >= 0) maps.splice(index, 1);
      };
    },
  };
}

/** Binds keys for as long as the screen is there. */
export function useKeys(map: KeyMap): void {
  onScopeDispose(useKeySwitch().add(map));
}

export function useKeySwitch(): Keys {
  const keys = inject(keysKey);
  if (keys === undefined) throw new Error('no keys provided: main.ts provides them');
  return keys;
}
