import type { Role } from '../../processes/roles.ts';
import type { UnitRow } from '../store/units.ts';

type SampleUnit = Pick<UnitRow, '_id' | 'name' | 'nameEn' | 'parentId' | 'tier' | 'duties'>;

const department = (
  id: string,
  name: string,
  nameEn: string,
  duties: readonly string[],
): SampleUnit => ({
  _id: id,
  name,
  nameEn,
  parentId: 'U-city',
  tier: 2,
  duties,
});

/** A city hall that exists nowhere: four tiers, the departments that the shipped routing rule names. */
export const sampleUnits: readonly SampleUnit[] = [
  {
    _id: 'U-city',
    name: '云溪市人民政府',
    nameEn: 'Yunxi Municipal Government',
    parentId: null,
    tier: 1,
    duties: [],
  },
  department('U-office', '市政府办公室', 'General Office', ['party-government']),
  department('U-shizheng', '城市管理局', 'Urban Management Bureau', ['urban-rural-construction']),
  department('U-zhujian', '住房和城乡建设局', 'Housing and Construction Bureau', [
    'urban-rural-construction',
  ]),
  department('U-ziran', '自然资源局', 'Natural Resources Bureau', ['land-resources']),
  department('U-huanbao', '生态环境局', 'Ecology and Environment Bureau', ['environment']),
  department('U-jiaotong', '交通运输局', 'Transport Bureau', ['transport']),
  department('U-fagai', '发展和改革局', 'Development and Reform Bureau', ['economy']),
  department('U-keji', '科技和工业信息化局', 'Science, Industry and IT Bureau', [
    'science-industry',
  ]),
  department('U-minzheng', '民政局', 'Civil Affairs Bureau', ['civil-affairs']),
  department('U-nongye', '农业农村局', 'Agriculture and Rural Affairs Bureau', [
    'rural-agriculture',
  ]),
  department('U-shangwu', '商务局', 'Commerce Bureau', ['commerce-tourism']),
  department('U-wenlv', '文化和旅游局', 'Culture and Tourism Bureau', ['commerce-tourism']),
  department('U-weijian', '卫生健康委员会', 'Health Commission', ['health']),
  department('U-gongan', '公安局', 'Public Security Bureau', ['politics-law']),
  department('U-sifa', '司法局', 'Justice Bureau', ['politics-law']),
  department('U-jiaoti', '教育体育局', 'Education and Sports Bureau', ['education-sports']),
  department('U-renshe', '人力资源和社会保障局', 'Human Resources and Social Security Bureau', [
    'labour-social-security',
  ]),
  {
    _id: 'U-donghu',
    name: '东湖街道办事处',
    nameEn: 'Donghu Subdistrict Office',
    parentId: 'U-city',
    tier: 2,
    duties: [],
  },
  {
    _id: 'U-donghu-chengjian',
    name: '东湖街道城建科',
    nameEn: 'Donghu Construction Section',
    parentId: 'U-donghu',
    tier: 3,
    duties: [],
  },
  {
    _id: 'U-donghu-liulin',
    name: '柳林社区',
    nameEn: 'Liulin Community',
    parentId: 'U-donghu-chengjian',
    tier: 4,
    duties: [],
  },
];

/** Somebody of the sample institution; nobody real. */
export interface SamplePerson {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly { role: Role; unitId: string }[];
  /** Whether the login is shown when the sample starts. */
  readonly shown: boolean;
}

const person = (
  login: string,
  name: string,
  role: Role,
  unitId = 'U-office',
  shown = false,
): SamplePerson => ({
  login,
  name,
  roles: [{ role, unitId }],
  shown,
});

const officials: readonly SamplePerson[] = [
  person('wangmin', '王敏', 'intake-clerk', 'U-office', true),
  person('zhaolei', '赵磊', 'office', 'U-office', true),
  person('liqiang', '李强', 'unit-handler', 'U-shizheng', true),
  person('chenjing', '陈静', 'unit-deputy', 'U-shizheng', true),
  person('liuyang', '刘洋', 'unit-principal', 'U-shizheng', true),
  person('zhouning', '周宁', 'publication-checker', 'U-office', true),
  person('sunwei', '孙伟', 'leading-group', 'U-city', true),
  person('admin', '系统管理员', 'system-admin', 'U-city', true),
  person('lengjie', '冷杰', 'superior', 'U-city'),
  person('hulan', '胡兰', 'information-officer', 'U-shizheng'),
  person('guofeng', '郭峰', 'monitoring-officer'),
  person('linxia', '林霞', 'liaison', 'U-shizheng'),
  person('hejun', '何军', 'spokesperson'),
  person('gaoyan', '高燕', 'lawyer'),
  person('luogang', '罗刚', 'duty-officer'),
  person('tangli', '唐丽', 'duty-leader'),
  person('hanbin', '韩斌', 'supervision'),
  person('fengmei', '冯梅', 'process-owner', 'U-office', true),
  person('caoyu', '曹宇', 'rule-admin'),
  person('denghua', '邓华', 'rule-reviewer'),
  person('xutao', '许涛', 'auditor'),
];

/** A handler, a deputy and a principal for every unit that has none above, so that any case can go its whole way. */
function staffOf(unit: SampleUnit): SamplePerson[] {
  if (unit._id === 'U-shizheng' || unit._id === 'U-city') return [];
  const short = unit._id.slice(2);
  return [
    person(`${short}-cb`, `${unit.name}承办人`, 'unit-handler', unit._id),
    person(`${short}-fg`, `${unit.name}分管领导`, 'unit-deputy', unit._id),
    person(`${short}-zf`, `${unit.name}主要负责人`, 'unit-principal', unit._id),
  ];
}

/** Everybody of the sample institution: each role at least once. */
export const samplePeople: readonly SamplePerson[] = [
  ...officials,
  ...sampleUnits.flatMap(staffOf),
];
