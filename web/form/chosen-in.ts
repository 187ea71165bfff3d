/** What was chosen or typed in the field that an event came from. */
export function chosenIn({ target }: Event): string {
  return target instanceof HTMLSelectElement || target instanceof HTMLInputElement
    ? target.value
    : '';
}
