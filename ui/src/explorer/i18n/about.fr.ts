// The page that explains, in French.

import type { About } from './about.en';

export const about: About = {
  title: 'Le sens des dates, et le choix des faits',
  sections: [
    {
      heading: 'Trois réponses, et non deux',
      paragraphs: [
        'Une relation était en vigueur une année donnée, ne l’était pas, ou personne ne le dit. La plupart des documents nomment membres et partenaires sans date : la troisième réponse est donc la plus fréquente, et elle est comptée à part.',
      ],
      list: [
        ['en vigueur', 'Elle l’était sûrement à un moment de l’année montrée. Une relation sans date compte à partir du dernier jour où le document qui l’énonce peut avoir été écrit.'],
        ['on ne sait pas', 'Rien ne l’exclut, et aucun document ne le dit. Absente de l’image tant que vous ne l’incluez pas ; alors en pointillé.'],
        ['pas en vigueur', 'Elle ne l’était sûrement pas cette année-là.'],
      ],
    },
    {
      heading: 'Comment les dates sont écrites',
      paragraphs: [
        'Une date a la précision de son document : 2007 est un moment de cette année, jamais complété jusqu’au jour. « Depuis 2007 » n’a pas de fin connue ; cela ne dit pas que c’est encore vrai aujourd’hui.',
        'Fonder et succéder sont des actes. Une fois accomplis, ils valent pour toujours : les fondateurs le restent, même quand ils n’existent plus.',
      ],
    },
    {
      heading: 'Comment les faits sont choisis',
      paragraphs: [
        'Chaque fait repose sur un document et sur un endroit de ce document. Le registre n’en copie aucune phrase : il nomme le titre, pour que vous puissiez l’y lire.',
        'Un fait est déclaré quand le document le dit, déduit quand il découle d’un titre, de l’ordre des mots ou d’un énoncé sur toute une classe ; les faits déduits portent une marque.',
        'Quand des documents divergent, les deux faits restent, et une marque mène aux deux côtés. Le registre ne tranche pas.',
      ],
    },
    {
      heading: 'L’image',
      legend: true,
      paragraphs: [
        'Les traits disent le rôle, les formes et les couleurs ce qu’est l’organisation. Un trait pointillé n’a pas de date dans sa source. Ce qui n’est pas en vigueur l’année montrée est un contour pâle ; rien ne bouge quand l’année change, et la même adresse donne la même image.',
        'Cent cinquante organisations environ sont dessinées une à une. Au-delà, elles sont groupées par rôle et par nature.',
      ],
    },
    {
      heading: 'Sans souris',
      paragraphs: [],
      list: [
        ['/', 'mène à la recherche ; les flèches choisissent, Entrée ouvre, Échap ferme'],
        ['Tab', 'entre une fois dans l’image, puis en sort'],
        ['Flèches', 'dans l’image : l’organisation la plus proche dans cette direction ; sur la ligne du temps : l’année d’avant ou d’après'],
        ['Entrée', 'ouvre l’organisation où vous êtes'],
      ],
    },
  ],
};
