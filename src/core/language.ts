/** The languages that NetGuru answers in. */
export type Language = 'en' | 'pt-br';

/** Frequent words that tell the two apart; words that both share (a, as, no, do) are left out. */
const PORTUGUESE =
  /(?:^|[^\p{L}])(?:qual|quais|que|como|quando|onde|por que|porque|não|está|estão|são|é|uma?|os|das?|dos|nas?|nos|pelo|pela|para|com|sem|entre|meu|minha|tem|há|existe|foi|caiu|sobe|rede|redes|rota|rotas|vizinho|endereço|interface do|porta|senha|quem|faz|fazer|configurar|explique|mostre|eu|isso|esse|essa|deste|desse|o)(?![\p{L}])/giu;
const ENGLISH =
  /(?:^|[^\p{L}])(?:the|what|which|when|where|why|how|who|is|are|does|did|of|on|in|to|from|with|and|or|it|its|this|that|has|have|can|my|between|by|for|show|explain)(?![\p{L}])/giu;

/** The language of a question; English when it says too little to tell. */
export function detectLanguage(text: string): Language {
  const portuguese = text.match(PORTUGUESE)?.length ?? 0;
  const english = text.match(ENGLISH)?.length ?? 0;
  const accents = text.match(/[ãõçáéíóúâêôà]/gi)?.length ?? 0;
  return portuguese + accents * 0.5 > english ? 'pt-br' : 'en';
}
