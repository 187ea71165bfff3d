import type { Matter } from '../../processes/similarity/signature.ts';

const firsts = '滨建和新人解文光长南北东西中学府迎清银青红朝向金翠锦海紫月'.split('');
const seconds = '河设平华民放化明江岭环湖山兴庆阳泉杏年星宝桥柳绣棠荆亮'.split('');
const wheres = ['路', '街', '小区', '花园', '广场', '社区', '公园', '市场'];
const matters = [
  ['路灯不亮', '路灯已经好几天不亮，晚上走路看不清', '灯全灭着，摸黑走很害怕，请派人修灯'],
  ['井盖丢失', '路面的井盖不见了，只用树枝插着', '窨井没有盖，电动车差点栽进去'],
  ['夜间施工噪声', '工地凌晨还在打桩，全家睡不着', '半夜机器轰隆隆，没法休息'],
  ['垃圾无人清运', '垃圾桶满了好几天，苍蝇乱飞', '生活垃圾堆得像小山，味道难闻'],
  ['停水没有通知', '从早上停水到现在，家里没法做饭', '水龙头一整天没有水，电话没人接'],
  ['违停堵塞通道', '两边停满私家车，公交车进不了站', '有人长期把车停在消防通道上'],
  ['油烟扰民', '楼下烧烤店油烟直往家里灌', '一到傍晚就冒烟，呛得咳嗽'],
  ['道路塌陷', '路面塌陷了一个大坑，没有围挡', '马路陷下去，汽车只能绕着走'],
  ['暖气不热', '暖气片冰凉，室内只有十四度', '交了取暖费家里还是冷'],
  ['电梯困人', '电梯这个月困人四次，只说报修', '电梯坏了把人关在里面半小时'],
  ['广场舞太吵', '音响开到十点多，孩子没法写作业', '大喇叭声音震天，周围受影响'],
  ['自来水发黄', '自来水浑浊，烧开了有沉淀', '水龙头放出来的水是黄的'],
] as const;
const courtesies = ['请尽快处理。', '希望有关部门管一管。', '谢谢！', '已经打过电话没人来。'];
const hour = 3_600_000;

/**
 * Complaints as a city has them over two years: some six thousand places, twelve matters, each in two wordings. The same
 * number gives the same complaint.
 */
export function matterNumber(index: number): Matter {
  const pick = (salt: number, count: number) =>
    (Math.imul(index + salt, 2_654_435_761) >>> 8) % count;
  const where = `${firsts[pick(1, firsts.length)]}${seconds[pick(2, seconds.length)]}${wheres[pick(3, wheres.length)]}`;
  const [subject, ...wordings] = matters[pick(4, matters.length)] ?? matters[0];
  const text = `${where}${wordings[pick(5, 2)]}，门牌${pick(6, 200) + 1}号，${courtesies[pick(7, courtesies.length)]}`;
  return {
    ...{ subject, text, place: where, area: null, topic: 'urban-rural-construction' },
    at: new Date(Date.UTC(2026, 10, 22) - pick(8, 730 * 24) * hour),
  };
}
