// The page that explains: what dates mean, how facts are chosen, keys. In English.

export interface About {
  title: string;
  sections: { heading: string; paragraphs: string[]; list?: [string, string][]; legend?: true }[];
}

export const about: About = {
  title: 'What the dates mean, and how facts are chosen',
  sections: [
    {
      heading: 'Three answers, not two',
      paragraphs: [
        'A relation held in a year, did not hold, or nobody says. Most documents name members and partners without a date, so the third answer is the most frequent one, and the Explorer counts it apart.',
      ],
      list: [
        ['in force', 'It surely held at some moment of the year shown. A relation without a date counts from the latest day on which the document that states it can have been written.'],
        ['not known', 'Nothing rules out that it held, and no document says so. Left out of the picture until you include it; then dotted.'],
        ['not in force', 'It surely did not hold in that year.'],
      ],
    },
    {
      heading: 'How dates are written',
      paragraphs: [
        'A date is as precise as its document: 2007 is some moment of that year, and is never filled up to a day. “Since 2007” has no known end; it does not say that it still holds today.',
        'Founding and succession are acts. Once done they hold for good: founders stay founders, even when they no longer exist.',
      ],
    },
    {
      heading: 'How facts are chosen',
      paragraphs: [
        'Every fact rests on a document and on a place in it. The registry copies no sentence: it names the heading, so that you can read it there.',
        'A fact is stated when the document says so, and implied when it follows from a heading, the order of words, or a statement about a whole class; implied facts bear a badge.',
        'Where documents disagree both facts stand, and a badge leads to the two sides. The registry does not decide between them.',
      ],
    },
    {
      heading: 'The picture',
      legend: true,
      paragraphs: [
        'Lines say the role, shapes and colours say what an organization is. Dotted lines have no date in their source. What is not in force in the year shown is a faint outline; nothing moves while the year does, and the same address gives the same picture.',
        'Some hundred and fifty organizations are the most that is drawn one by one. Beyond that they are grouped by role and kind.',
      ],
    },
    {
      heading: 'Without a mouse',
      paragraphs: [],
      list: [
        ['/', 'goes to the search; arrows choose, Enter opens, Esc closes'],
        ['Tab', 'leads into the picture once, and out again'],
        ['Arrows', 'in the picture: the nearest organization in that direction; on the time line: the year before or after'],
        ['Enter', 'opens the organization you stand on'],
      ],
    },
  ],
};
