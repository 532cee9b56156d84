"use strict";
(function () {
  // ---- bytes
  function bytesOf(text) { return new TextEncoder().encode(text); }
  function fromBase64(text) {
    const binary = atob(text);
    if (btoa(binary) !== text) { throw new Error("base64"); }
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) { bytes[i] = binary.charCodeAt(i); }
    return bytes;
  }
  function fromHex(hex) {
    const bytes = new Uint8Array(hex.length / 2);
    for (let i = 0; i < bytes.length; i++) { bytes[i] = parseInt(hex.substr(i * 2, 2), 16); }
    return bytes;
  }
  function hex(bytes) { return Array.from(bytes, function (b) { return b.toString(16).padStart(2, "0"); }).join(""); }
  function join() {
    const parts = Array.from(arguments);
    const all = new Uint8Array(parts.reduce(function (n, p) { return n + p.length; }, 0));
    let at = 0;
    parts.forEach(function (p) { all.set(p, at); at += p.length; });
    return all;
  }
  // ---- SM3 (GB/T 32905)
  function turn(x, n) { n &= 31; return n === 0 ? x >>> 0 : ((x << n) | (x >>> (32 - n))) >>> 0; }
  function sm3(message) {
    const length = message.length;
    const padded = new Uint8Array(((length + 8) >> 6) * 64 + 64);
    padded.set(message);
    padded[length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
    view.setUint32(padded.length - 4, (length << 3) >>> 0);
    const v = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
    const w = new Array(68);
    for (let block = 0; block < padded.length; block += 64) {
      for (let j = 0; j < 16; j++) { w[j] = view.getUint32(block + j * 4); }
      for (let j = 16; j < 68; j++) {
        const x = w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15);
        w[j] = (x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[j - 13], 7) ^ w[j - 6]) >>> 0;
      }
      let [a, b, c, d, e, f, g, h] = v;
      for (let j = 0; j < 64; j++) {
        const a12 = turn(a, 12);
        const ss1 = turn((a12 + e + turn(j < 16 ? 0x79cc4519 : 0x7a879d8a, j)) >>> 0, 7);
        const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
        const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
        const tt1 = (ff + d + ((ss1 ^ a12) >>> 0) + ((w[j] ^ w[j + 4]) >>> 0)) >>> 0;
        const tt2 = (gg + h + ss1 + w[j]) >>> 0;
        d = c; c = turn(b, 9); b = a; a = tt1;
        h = g; g = turn(f, 19); f = e; e = (tt2 ^ turn(tt2, 9) ^ turn(tt2, 17)) >>> 0;
      }
      [a, b, c, d, e, f, g, h].forEach(function (x, i) { v[i] = (v[i] ^ x) >>> 0; });
    }
    const out = new DataView(new ArrayBuffer(32));
    v.forEach(function (x, i) { out.setUint32(i * 4, x); });
    return new Uint8Array(out.buffer);
  }
  // ---- SM2 (GB/T 32918), the recommended curve and signer id
  const P = BigInt("0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF");
  const N = BigInt("0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");
  const A = P - 3n;
  const B = BigInt("0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93");
  const G = [
    BigInt("0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"),
    BigInt("0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0")];
  function mod(x, m) { const r = x % m; return r < 0n ? r + m : r; }
  function inverse(x, m) {
    let [a, b, u, w] = [mod(x, m), m, 1n, 0n];
    while (a !== 0n) { const q = b / a; [b, a] = [a, b - q * a]; [w, u] = [u, w - q * u]; }
    return mod(w, m);
  }
  function plus(p, q) {
    if (p === null) { return q; }
    if (q === null) { return p; }
    if (p[0] === q[0] && mod(p[1] + q[1], P) === 0n) { return null; }
    const k = p[0] === q[0]
      ? mod((3n * p[0] * p[0] + A) * inverse(2n * p[1], P), P)
      : mod((q[1] - p[1]) * inverse(q[0] - p[0], P), P);
    const x = mod(k * k - p[0] - q[0], P);
    return [x, mod(k * (p[0] - x) - p[1], P)];
  }
  function times(k, p) {
    let sum = null;
    for (let bit = k.toString(2).length - 1; bit >= 0; bit--) {
      sum = plus(sum, sum);
      if ((k >> BigInt(bit)) & 1n) { sum = plus(sum, p); }
    }
    return sum;
  }
  function number(bytes) { return BigInt("0x" + hex(bytes)); }
  function word(x) { return fromHex(x.toString(16).padStart(64, "0")); }
  function der(bytes) {
    if (bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2) { throw new Error("signature"); }
    const found = [];
    let at = 2;
    while (at < bytes.length) {
      if (bytes[at] !== 2) { throw new Error("signature"); }
      const length = bytes[at + 1];
      found.push(number(bytes.slice(at + 2, at + 2 + length)));
      at += 2 + length;
    }
    if (found.length !== 2 || at !== bytes.length) { throw new Error("signature"); }
    return found;
  }
  function signed(publicKey, message, signature) {
    try {
      const key = fromHex(publicKey);
      if (key.length !== 65 || key[0] !== 4) { return false; }
      const q = [number(key.slice(1, 33)), number(key.slice(33))];
      if (mod(q[1] * q[1] - q[0] * q[0] * q[0] - A * q[0] - B, P) !== 0n) { return false; }
      const [r, s] = der(fromBase64(signature));
      if (r < 1n || r >= N || s < 1n || s >= N) { return false; }
      const id = bytesOf("1234567812345678");
      const za = sm3(join(new Uint8Array([0, id.length * 8]), id, word(A), word(B), word(G[0]), word(G[1]), word(q[0]), word(q[1])));
      const e = number(sm3(join(za, message)));
      const t = mod(r + s, N);
      if (t === 0n) { return false; }
      const point = plus(times(s, G), times(t, q));
      return point !== null && mod(e + point[0], N) === r;
    } catch (broken) {
      return false;
    }
  }
  // ---- what is held against what
  function entryBytes(community, entry) {
    const parts = [new Uint8Array([1])];
    [community, entry.position, entry.micros, entry.actor, entry.post, entry.kind, entry.register, entry.record, entry.content, entry.reason]
      .forEach(function (text) {
        const bytes = bytesOf(text);
        const size = new Uint8Array(4);
        new DataView(size.buffer).setUint32(0, bytes.length);
        parts.push(size, bytes);
      });
    return join.apply(null, parts);
  }
  function verify() {
    const found = { wrong: [], sheets: 0, kept: 0, entries: 0, listed: 0 };
    let data = null;
    try {
      const payload = fromBase64(document.getElementById("payload").textContent);
      const seal = JSON.parse(document.getElementById("seal").textContent);
      if (hex(sm3(payload)) !== seal.digest) { found.wrong.push(["内容的摘要对不上", "the content's digest does not fit"]); }
      if (!signed(seal.key, payload, seal.signature)) { found.wrong.push(["内容的签名不成立", "the content's signature does not hold"]); }
      found.key = hex(sm3(fromHex(seal.key)));
      data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
      if (data.key !== seal.key) { found.wrong.push(["公钥不是内容里写的那一个", "the key is not the one that the content names"]); }
      const own = hex(sm3(bytesOf(document.getElementById("program").textContent)));
      const look = hex(sm3(bytesOf(document.getElementById("look").textContent)));
      if (own !== data.program || look !== data.look) { found.wrong.push(["核验程序被改动过", "the checking program was changed"]); }
      data.sheets.forEach(function (sheet) {
        if (sheet.content === undefined) { found.kept++; return; }
        const content = bytesOf(sheet.content);
        if (hex(sm3(content)) !== sheet.digest || (sheet.signature !== "" && !signed(data.key, content, sheet.signature))) {
          found.wrong.push(["封存的报表不符：" + sheet.label.zh + " " + sheet.period, "a sealed report does not fit: " + sheet.label.en + " " + sheet.period]);
        }
        found.sheets++;
      });
      data.entries.forEach(function (entry) {
        if (entry.content === undefined) { found.listed++; return; }
        const before = entry.before === "" ? new Uint8Array(32) : fromHex(entry.before);
        if (hex(sm3(join(before, entryBytes(data.community.id, entry)))) !== entry.digest) {
          found.wrong.push(["第 " + entry.position + " 条流水的摘要对不上", "the digest of entry " + entry.position + " does not fit"]);
        }
        found.entries++;
      });
    } catch (broken) {
      found.wrong.push(["文件损坏：" + broken.message, "the file is damaged: " + broken.message]);
    }
    return { data: data, found: found };
  }
  // ---- what is seen
  let language = "zh";
  function say(label) { return label[language] || label.zh; }
  function add(parent, tag, text, kind) {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) { element.textContent = text; }
    if (kind) { element.className = kind; }
    parent.appendChild(element);
    return element;
  }
  function t(zh, en) { return language === "zh" ? zh : en; }
  function table(parent, heads, rows) {
    const box = add(parent, "div", null, "scroll");
    const grid = add(box, "table");
    const head = add(add(grid, "thead"), "tr");
    heads.forEach(function (h) { add(head, "th", h); });
    const body = add(grid, "tbody");
    rows.forEach(function (cells) {
      const line = add(body, "tr");
      cells.forEach(function (cell) { add(line, "td", cell.text === undefined ? cell : cell.text, cell.kind); });
    });
  }
  function verdict(result) {
    const box = document.getElementById("verdict");
    const good = result.found.wrong.length === 0;
    box.textContent = "";
    box.dataset.state = good ? "verified" : "failed";
    box.className = "verdict " + (good ? "good" : "bad");
    add(box, "b", good ? t("核验通过", "Verified") : t("核验不通过，不要采信", "Does not verify: do not rely on it"));
    const list = add(box, "ul");
    result.found.wrong.forEach(function (w) { add(list, "li", t(w[0], w[1])); });
    if (good) {
      add(list, "li", t("全部内容：SM3 摘要和 SM2 签名相符", "the whole content: SM3 digest and SM2 signature fit"));
      add(list, "li", t("封存的报表：" + result.found.sheets + " 份，摘要和签名相符" + (result.found.kept ? "；另 " + result.found.kept + " 份只列摘要" : ""), "sealed reports: " + result.found.sheets + ", digests and signatures fit" + (result.found.kept ? "; " + result.found.kept + " more by digest only" : "")));
      add(list, "li", t("流水：" + result.found.entries + " 条重算相符，" + result.found.listed + " 条只列摘要", "journal: " + result.found.entries + " entries computed again and fit, " + result.found.listed + " listed by digest only"));
    }
    if (result.found.key) {
      add(box, "p", t("社区公钥指纹（请与社区另行告知的核对）：", "Fingerprint of the community's key (compare it with one you got another way): ")).className = "muted";
      add(box, "p", result.found.key, "mono");
    }
  }
  const STATES = { met: ["已达到", "met"], "met-late": ["迟达到", "met late"], overdue: ["已超期", "overdue"], open: ["进行中", "open"], upcoming: ["未到", "upcoming"], waived: ["已免", "waived"] };
  const STANDS = { EXECUTED: ["可执行", "executed"], PARTIAL: ["部分可执行", "partial"], NARRATIVE: ["叙述", "narrative"] };
  function duty(parent, one) {
    add(parent, "h3", say(one.label));
    add(parent, "p", say(one.words), "muted");
    add(parent, "p", Object.keys(STATES).filter(function (s) { return one.counts[s]; })
      .map(function (s) { return t(STATES[s][0], STATES[s][1]) + " " + one.counts[s]; }).join(t("，", ", ")) || t("本期没有到期的", "nothing due in this period"));
    if (one.occurrences.length > 0) {
      const more = add(parent, "details");
      more.open = one.occurrences.length <= 12;
      add(more, "summary", t("逐条", "Each of them"));
      table(more, [t("对象", "Of"), t("期限", "Due"), t("状态", "State"), t("达到", "Met on"), t("登记于", "Entered on"), t("依据", "Evidence")],
        one.occurrences.map(function (o) {
          return [o.of, o.due, { text: t(STATES[o.state][0], STATES[o.state][1]), kind: "state " + o.state }, o.met, o.entered, o.evidence.join("\n")];
        }));
    }
  }
  function sheet(parent, one) {
    add(parent, "h3", say(one.label) + " · " + one.period);
    if (one.content === undefined) {
      add(parent, "p", t("含敏感事项的小数，只列摘要：SM3 ", "It holds small numbers of private matters and is told by its digest alone: SM3 ") + one.digest, "mono");
      return;
    }
    const content = JSON.parse(one.content);
    add(parent, "p", t("依据：", "Rests on: ") + content.basis.split(" | ")[language === "zh" ? 0 : content.basis.split(" | ").length - 1], "muted");
    function name(label) { const both = label.split(" | "); return both[language === "zh" ? 0 : both.length - 1]; }
    const columns = content.columns;
    const rows = content.rows.concat(content.numbers.total ? [{ name: "total", label: "合计 | Total" }] : []);
    table(parent, [""].concat(columns.map(function (c) { return name(c.label); })), rows.map(function (r) {
      return [name(r.label)].concat(columns.map(function (c) {
        const number = (content.numbers[r.name] || {})[c.name];
        return { text: number === undefined ? "—" : number, kind: "num" };
      }));
    }));
    add(parent, "p", t("编制时流水第 " + content.position + " 条", "prepared at journal position " + content.position) + " · SM3 " + one.digest, "mono");
    content.corrections.forEach(function (c) {
      add(parent, "p", t("更正 ", "Correction ") + c.period + " " + c.row + "." + c.column + ": " + c.was + " → " + c.now);
    });
  }
  function show(result) {
    verdict(result);
    const main = document.getElementById("content");
    main.textContent = "";
    const data = result.data;
    if (data === null || result.found.wrong.length > 0) { return; }
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    const bar = add(main, "div", null, "bar");
    add(bar, "h1", say(data.rulebook.title) + " · " + say(data.period.label));
    const other = add(bar, "button", t("English", "中文"));
    other.type = "button";
    other.addEventListener("click", function () { language = language === "zh" ? "en" : "zh"; show(result); });
    add(main, "p", say(data.community.name) + " · " + data.period.from + " – " + data.period.to + " · " + t("生成于 ", "made ") + data.made + " · " + t("制度版本 ", "rulebook ") + data.rulebook.version, "muted");
    add(main, "p", data.masked ? t("个人信息已隐去：只列记录编号。", "Personal details are masked: records are named by their numbers only.") : t("含姓名，注意保管。", "Names are shown: keep it safe."), "muted");
    data.clauses.forEach(function (clause) {
      add(main, "h2", clause.number + " " + say(clause.title));
      clause.text[language === "zh" ? "zh" : "en"].split("\n").forEach(function (line) { add(main, "p", line); });
      add(main, "p", t(STANDS[clause.standing][0], STANDS[clause.standing][1]) + (clause.leavesOut ? " · " + say(clause.leavesOut) : ""), "muted");
      clause.duties.forEach(function (d) { duty(main, d); });
    });
    if (data.sheets.length > 0) {
      add(main, "h2", t("封存的报表", "Sealed reports"));
      data.sheets.forEach(function (s) { sheet(main, s); });
    }
    add(main, "h2", t("流水摘要", "Journal digests"));
    add(main, "p", t("社区流水共 " + data.head.position + " 条，末尾摘要 ", "The community's journal has " + data.head.position + " entries; its last digest is ") + data.head.digest, "mono");
    const more = add(main, "details");
    add(more, "summary", t("本制度本期的 " + data.entries.length + " 条", data.entries.length + " of this rulebook and period"));
    table(more, [t("序号", "No."), t("时间", "When"), t("事项", "What"), t("记录", "Record"), "SM3"], data.entries.map(function (e) {
      return [e.position, e.at, say(e.what), e.record, { text: e.digest, kind: "mono" }];
    }));
  }
  show(verify());
})();
