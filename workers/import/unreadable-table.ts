/** The file itself cannot be read as a table; the sentence says where. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
}
