// The text of the page "About and method" in English.

export interface About {
  title: string;
  sections: { heading: string; paragraphs: string[]; list?: [string, string][]; legend?: true }[];
}

export const about: About = {
  title: 'About and method',
  sections: [
    {
      heading: 'Yes, no and possibly',
      paragraphs: [
        'Did a tie exist in a given year? There are three answers. Most documents name members and partners without a date, so “possibly” is the most frequent one. The Explorer counts it separately.',
      ],
      list: [
        ['Yes', 'The tie certainly existed at some time in that year. A tie without a date counts from the latest day on which the document that states it may have been written.'],
        ['Possibly', 'Nothing excludes that the tie existed, but no document says so. It is not in the picture until you choose to show possible ties, and then as a dotted line.'],
        ['No', 'The tie certainly did not exist in that year.'],
      ],
    },
    {
      heading: 'How precise dates are',
      paragraphs: [
        'A date is as precise as its source: “2007” means some time in that year. “Since 2007” means that the source names no end; it does not mean that the tie exists today.',
        '“About 2007” and “2007 (uncertain)” are estimates of the source. They prove nothing, so a tie with such a date counts like one without a date.',
        'Foundings and successions are events. They stay true: a founder remains a founder, even after it has ceased to exist.',
      ],
    },
    {
      heading: 'Where facts come from',
      paragraphs: [
        'Every fact comes from a document. The registry names the document and the place in it, so that you can check the fact there. It does not copy the text.',
        'A fact is “stated” if the document says it explicitly. It is “implied” if it follows from a heading, the order of words or a statement about a whole group. Implied facts have a badge.',
        'Where sources disagree, the registry keeps both facts and decides for neither. A badge leads to the two sides.',
      ],
    },
    {
      heading: 'How to read the picture',
      legend: true,
      paragraphs: [
        'Lines show roles. Shapes and colours show what kind of organization it is. A dotted line has no date in its source. An organization without a tie in the year shown is a faint outline. Organizations keep their places when the year changes, and the same address always gives the same picture.',
        'Up to 150 organizations are drawn one by one. Larger networks are grouped by role and kind.',
      ],
    },
    {
      heading: 'Keyboard',
      paragraphs: [],
      list: [
        ['/', 'goes to the search. Arrow keys choose a result, Enter opens it, Esc closes the list.'],
        ['Tab', 'enters the picture, and leaves it again.'],
        ['Arrow keys', 'in the picture, go to the nearest organization in that direction; on the slider, to the year before or after.'],
        ['Enter', 'opens the selected organization.'],
      ],
    },
  ],
};
