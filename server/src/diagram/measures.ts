/** Sizes of the picture in pixels. */
export const measures = {
  margin: 24,
  labelWidth: 200,
  lineStart: 230,
  /** From the start of a line to the first card. */
  lead: 60,
  outsideTop: 24,
  outsideHeight: 44,
  hostY: 104,
  pillHeight: 22,
  pillPitch: 26,
  pillRows: 6,
  /** Pills above each other over a stack of cards. */
  sharedPillRows: 10,
  cardHeight: 50,
  cardMinWidth: 150,
  cardMaxWidth: 236,
  dockedHeight: 30,
  dockedGap: 4,
  framePad: 6,
  /** Between a line and the cards under or above it. */
  zone: 35,
  /** Between stacked cards, and where a label stands between them. */
  rowGap: 16,
  labelledRowGap: 24,
  stackRows: 24,
  /** Between a stack and the lanes beside it. */
  laneGap: 16,
  /** A card with its surroundings, to reckon with before it is measured. */
  typicalColumn: 195,
  /** Between two lines without cards. */
  emptyBand: 76,
  /** Kept free on each side of a card and of a leg. */
  cardClear: 12,
  legClear: 8,
  hopRadius: 7,
  nameSize: 13,
  detailSize: 11.5,
  detailPitch: 15,
  smallSize: 10.5,
  farSize: 24,
  farDockedSize: 18,
  legLabelWidth: 130,
} as const;

/** What pictures of a shape aim at: length of the lines in a small one, width by height in a large one. */
export const shapes = {
  wide: { lineLength: 920, ratio: 1.9 },
  tall: { lineLength: 470, ratio: 0.8 },
} as const;
