/** Points as people write them: a sign where there are any, never a second kind of minus. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : points < 0 ? `−${Math.abs(points)}` : '0';
}
