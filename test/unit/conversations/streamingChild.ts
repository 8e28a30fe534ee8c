/**
 * Started by killedProcess.test.ts and killed in the middle: streams an answer into a store and
 * prints `time characters` for each piece.
 */
import { ConversationStore } from '../../../src/conversations/conversationStore.ts';

const [folder = ''] = process.argv.slice(2);
const store = new ConversationStore({
  folder,
  onProblem: (error) => {
    throw error;
  },
});
const id = store.create('panel');
const question = await store.addUserMessage(id, { text: 'q' });
const recorder = store.startAnswer(id, question.id);
console.log(`id ${id}`);
let characters = 0;
setInterval(() => {
  const piece = `word${characters} `;
  recorder.addText(piece);
  characters += piece.length;
  console.log(`${Date.now()} ${characters}`);
}, 5);
