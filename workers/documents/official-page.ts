import { convertMillimetersToTwip as twips } from 'docx';

/** An A4 page with the margins of official documents (GB/T 9704): 37 mm at the top, 28 mm at the binding. */
export const officialPage = {
  size: { width: twips(210), height: twips(297) },
  margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26) },
} as const;
