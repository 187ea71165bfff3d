const stored = 'huiying.diagram-panels';

export interface Panels {
  properties: boolean;
  problems: boolean;
}

function isPanels(value: unknown): value is Panels {
  return (
    typeof value === 'object' && value !== null && 'properties' in value && 'problems' in value
  );
}

/** Which panels are open, as this browser remembers it. */
export const rememberedPanels = {
  read: (): Panels => {
    const kept: unknown = JSON.parse(localStorage.getItem(stored) ?? 'null');
    return isPanels(kept)
      ? { properties: kept.properties === true, problems: kept.problems === true }
      : { properties: true, problems: true };
  },
  keep: (panels: Panels) => localStorage.setItem(stored, JSON.stringify(panels)),
} as const;
