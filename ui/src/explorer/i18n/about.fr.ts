// The text of the page "About and method" in French.

import type { About } from './about.en';

export const about: About = {
  title: 'À propos et méthode',
  sections: [
    {
      heading: 'Oui, non ou peut-être',
      paragraphs: [
        'Un lien existait-il telle année ? Il y a trois réponses. La plupart des documents citent membres et partenaires sans donner de date : « peut-être » est donc la réponse la plus fréquente, et elle est comptée à part.',
      ],
      list: [
        ['Oui', 'Le lien existait certainement à un moment de cette année-là. Un lien sans date compte à partir du dernier jour où le document qui le mentionne a pu être écrit.'],
        ['Peut-être', 'Rien n’exclut que le lien ait existé, mais aucun document ne le dit. Il n’apparaît dans le schéma que si vous demandez à voir les liens possibles, et alors en pointillé.'],
        ['Non', 'Le lien n’existait certainement pas cette année-là.'],
      ],
    },
    {
      heading: 'La précision des dates',
      paragraphs: [
        'Une date est aussi précise que sa source : « 2007 » signifie un moment de cette année. « Depuis 2007 » signifie que la source ne donne pas de fin, et non que le lien existe encore aujourd’hui.',
        '« Vers 2007 » et « 2007 (incertain) » sont des estimations de la source. Elles ne prouvent rien : un tel lien compte comme un lien sans date.',
        'Une fondation ou une succession est un événement, qui reste vrai : un fondateur le demeure, même après avoir disparu.',
      ],
    },
    {
      heading: 'L’origine des faits',
      paragraphs: [
        'Chaque fait vient d’un document. Le registre indique ce document et le passage concerné, pour que vous puissiez vérifier. Il n’en recopie pas le texte.',
        'Un fait est « explicite » quand le document le dit. Il est « déduit » quand il découle d’un titre, de l’ordre des mots ou d’une phrase sur tout un groupe ; il porte alors une étiquette.',
        'Quand des sources sont en désaccord, le registre garde les deux faits sans trancher. Une étiquette mène aux deux versions.',
      ],
    },
    {
      heading: 'Lire le schéma',
      legend: true,
      paragraphs: [
        'Les traits indiquent le rôle ; les formes et les couleurs, le type d’organisation. Un trait pointillé n’a pas de date dans sa source. Une organisation sans lien l’année affichée est un contour estompé. Les organisations gardent leur place quand l’année change, et une même adresse donne toujours le même schéma.',
        'Jusqu’à 150 organisations sont dessinées une à une. Au-delà, elles sont groupées par rôle et par type.',
      ],
    },
    {
      heading: 'Au clavier',
      paragraphs: [],
      list: [
        ['/', 'mène à la recherche. Les flèches choisissent un résultat, Entrée l’ouvre, Échap ferme la liste.'],
        ['Tab', 'entre dans le schéma, puis en sort.'],
        ['Flèches', 'dans le schéma, mènent à l’organisation la plus proche dans cette direction ; sur le curseur, à l’année d’avant ou d’après.'],
        ['Entrée', 'ouvre l’organisation choisie.'],
      ],
    },
  ],
};
