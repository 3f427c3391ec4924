<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Behind</name>
    <message>
        <source>Negative messages</source>
        <translation>رسائل سلبية</translation>
    </message>
    <message>
        <source>Neutral messages</source>
        <translation>رسائل محايدة</translation>
    </message>
    <message>
        <source>Positive messages</source>
        <translation>رسائل إيجابية</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Clock</source>
        <translation>الساعة</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>‏%1 رسالة</translation>
    </message>
    <message>
        <source>%1 contacts offered</source>
        <translation>‏%1 اتصالاً وارداً</translation>
    </message>
    <message>
        <source>%1 contacts</source>
        <translation>‏%1 اتصال</translation>
    </message>
    <message>
        <source>%1 of all</source>
        <translation>‏%1 من الكل</translation>
    </message>
    <message>
        <source>%1 positive, %2 negative</source>
        <translation>‏%1 إيجابية، %2 سلبية</translation>
    </message>
    <message>
        <source>+%1 −%2</source>
        <translation>+%1 −%2</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>متوسط</translation>
    </message>
    <message>
        <source>p90 %1</source>
        <translation>‏p90 %1</translation>
    </message>
    <message>
        <source>%1 unanswered</source>
        <translation>‏%1 بلا رد</translation>
    </message>
    <message>
        <source>%1, max&#xa0;%2</source>
        <translation>‏%1، حتى&#xa0;%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>‏%1، %2</translation>
    </message>
    <message>
        <source>%1 abandoned + %2 short</source>
        <translation>‏%1 متروكة + %2 قصيرة</translation>
    </message>
    <message>
        <source>%1 abandoned</source>
        <translation>‏%1 متروكة</translation>
    </message>
    <message>
        <source>%1 in time</source>
        <translation>‏%1 في الوقت</translation>
    </message>
    <message>
        <source>%1 within %2</source>
        <translation>‏%1 خلال %2</translation>
    </message>
    <message>
        <source>%1 within their target</source>
        <translation>‏%1 ضمن الهدف</translation>
    </message>
    <message>
        <source>%1 answered in time</source>
        <translation>‏%1 رُدّ عليها في الوقت</translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation>‏%1 رُدّ عليها</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>‏%1 من %2</translation>
    </message>
    <message>
        <source>≈ estimated</source>
        <translation>‏≈ تقديري</translation>
    </message>
    <message>
        <source>longest %1</source>
        <translation>حتى %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>قائم</translation>
    </message>
    <message>
        <source>%1 waiting in queues</source>
        <translation>‏%1 في الطوابير</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>‏%1 ينتظر</translation>
    </message>
    <message>
        <source>longest waiting %1</source>
        <translation>انتظار حتى %1</translation>
    </message>
    <message>
        <source>oldest unanswered %1</source>
        <translation>بلا رد منذ %1</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>منذ %1</translation>
    </message>
    <message>
        <source>free</source>
        <translation>متاح</translation>
    </message>
    <message>
        <source>occupancy %1, %2</source>
        <translation>الإشغال %1، %2</translation>
    </message>
    <message>
        <source>occupancy %1</source>
        <translation>الإشغال %1</translation>
    </message>
    <message>
        <source>busy %1</source>
        <translation>مشغول %1</translation>
    </message>
    <message>
        <source>%1 of %2 slots busy</source>
        <translation>‏%1 من %2 خانة مشغولة</translation>
    </message>
    <message>
        <source>%1 of %2 busy</source>
        <translation>‏%1 من %2 مشغولة</translation>
    </message>
    <message>
        <source>nobody known to be logged in</source>
        <translation>لا أحد معروف</translation>
    </message>
    <message>
        <source>nobody known</source>
        <translation>لا أحد معروف</translation>
    </message>
    <message>
        <source>nobody logged in</source>
        <translation>لا أحد مسجّل</translation>
    </message>
    <message>
        <source>nobody known to wait</source>
        <translation>لا أحد معروف</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>لا أحد ينتظر</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>‏%1 · %2</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>‏n %1</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>الهدف %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>‏%1 %2</translation>
    </message>
    <message>
        <source>was %1 at %2</source>
        <translation>كان %1 في %2</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>كان %1</translation>
    </message>
    <message>
        <source>never seen</source>
        <translation>لم يُرَ قط</translation>
    </message>
    <message>
        <source>alarm of level %1</source>
        <translation>إنذار من المستوى %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an alarm, and of what</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>ارتفع بمقدار %1</translation>
    </message>
    <message>
        <source>down %1</source>
        <translation>انخفض بمقدار %1</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>بلا تغيير</translation>
    </message>
    <message>
        <source>m</source>
        <comment>minutes, where there is little room</comment>
        <translation>د</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>5 min to %1</source>
        <translation>5 د حتى %1</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 د</translation>
    </message>
    <message>
        <source>nothing since %1</source>
        <translation>لا شيء منذ %1</translation>
    </message>
    <message>
        <source>nothing in the last hour</source>
        <translation>لا شيء في الساعة الأخيرة</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>‏n %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>‏%1، %2</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>منذ %1</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation>‏%1 في الدقيقة</translation>
    </message>
    <message>
        <source>%1, by channel</source>
        <translation>‏%1 حسب القناة</translation>
    </message>
    <message>
        <source>%1 a minute, by channel</source>
        <translation>‏%1 في الدقيقة حسب القناة</translation>
    </message>
    <message>
        <source>other</source>
        <translation>أخرى</translation>
    </message>
    <message>
        <source>p25 %1</source>
        <translation>‏p25 %1</translation>
    </message>
    <message>
        <source>p90 %1</source>
        <translation>‏p90 %1</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>الوسيط %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>a count in some minutes</comment>
        <translation>‏%1 في %2</translation>
    </message>
    <message>
        <source>nothing in the last %1</source>
        <translation>لا شيء في آخر %1</translation>
    </message>
    <message>
        <source>this engine tells the last hour only</source>
        <translation>هذا المحرك يعرف الساعة الأخيرة فقط</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>silent %1</source>
        <translation>صامت %1</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>يتصل</translation>
    </message>
    <message>
        <source>disconnected %1</source>
        <translation>منقطع %1</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>منقطع</translation>
    </message>
    <message>
        <source>clock back %1</source>
        <translation>تأخر الساعة %1</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>قديم %1</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>يُحمّل</translation>
    </message>
    <message>
        <source>paused %1</source>
        <translation>متوقف %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>late %1</source>
        <translation>متأخر %1</translation>
    </message>
    <message>
        <source>%1 silent %2</source>
        <translation>‏%1 صامت %2</translation>
    </message>
    <message>
        <source>stale, to %1</source>
        <translation>قديم، حتى %1</translation>
    </message>
    <message>
        <source>looking for it</source>
        <translation>جارٍ البحث</translation>
    </message>
</context>
<context>
    <name>ConversationAsking</name>
    <message>
        <source>%1 (↑ ↓ or a touch: another bucket). Why?</source>
        <translation>%1 (↑ ↓ أو لمسة: فئة أخرى). لماذا؟</translation>
    </message>
    <message>
        <source>confirm</source>
        <translation>تأكيد</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>ConversationColumns</name>
    <message>
        <source>Customers above, brand below</source>
        <translation>العملاء فوق، العلامة تحت</translation>
    </message>
    <message>
        <source>Positive above, negative below</source>
        <translation>الإيجابي فوق، السلبي تحت</translation>
    </message>
</context>
<context>
    <name>ConversationKeys</name>
    <message>
        <source>its author</source>
        <translation>كاتبها</translation>
    </message>
    <message>
        <source>back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>other order</source>
        <translation>ترتيب آخر</translation>
    </message>
    <message>
        <source>other bucket</source>
        <translation>فئة أخرى</translation>
    </message>
    <message>
        <source>assign</source>
        <translation>إسناد</translation>
    </message>
    <message>
        <source>assign to %1</source>
        <translation>إسناد إلى %1</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>اطلاع</translation>
    </message>
    <message>
        <source>escalate</source>
        <translation>تصعيد</translation>
    </message>
    <message>
        <source>resolve</source>
        <translation>حل</translation>
    </message>
    <message>
        <source>move</source>
        <translation>نقل</translation>
    </message>
    <message>
        <source>note</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>سلبي</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>محايد</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>إيجابي</translation>
    </message>
</context>
<context>
    <name>ConversationPanel</name>
    <message>
        <source>Words to look for, &quot;a phrase&quot;, or begin*</source>
        <translation>الكلمات المطلوبة، أو &quot;عبارة&quot;، أو بداية*</translation>
    </message>
    <message>
        <source>Assign to (empty: to nobody)</source>
        <translation>إسناد إلى (فارغ: لا أحد)</translation>
    </message>
    <message>
        <source>Move to %1</source>
        <translation>نقل إلى %1</translation>
    </message>
    <message>
        <source>What was done, the newest first</source>
        <translation>ما تم، الأحدث أولا</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>لا شيء بعد</translation>
    </message>
    <message>
        <source>This wall is read only. Whoever is to act starts it with --as NAME, or writes operator = &quot;NAME&quot; into its configuration.</source>
        <translation>هذه الشاشة للقراءة فقط. من يعمل عليها يشغلها مع --as NAME أو يكتب operator = &quot;NAME&quot; في إعداداتها.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظة</translation>
    </message>
</context>
<context>
    <name>Conversations</name>
    <message>
        <source>1 message</source>
        <translation>رسالة واحدة</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 رسالة</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>‏%1 %2</translation>
    </message>
    <message>
        <source>reach %1</source>
        <translation>المدى %1</translation>
    </message>
    <message>
        <source>waits %1</source>
        <translation>تنتظر %1</translation>
    </message>
    <message>
        <source>text masked</source>
        <translation>النص محجوب</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>بلا نص</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>محذوفة</translation>
    </message>
    <message>
        <source>text masked, %1 bytes</source>
        <translation>النص محجوب، %1 بايت</translation>
    </message>
    <message>
        <source>%1 … (the rest was not kept)</source>
        <translation>%1 … (لم يحفظ الباقي)</translation>
    </message>
    <message>
        <source>%1, corrected</source>
        <translation>%1، مصحح</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>آلية</translation>
    </message>
    <message>
        <source>private</source>
        <translation>خاصة</translation>
    </message>
    <message>
        <source>%1 (taken back)</source>
        <translation>%1 (تم التراجع)</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>لا أحد ينتظر</translation>
    </message>
    <message>
        <source>%1 … (%2 characters more)</source>
        <translation>%1 … (%2 حرفا آخر)</translation>
    </message>
    <message>
        <source>not triaged</source>
        <translation>غير مصنفة</translation>
    </message>
    <message>
        <source>count only</source>
        <translation>للعد فقط</translation>
    </message>
    <message>
        <source>marketing</source>
        <translation>التسويق</translation>
    </message>
    <message>
        <source>contact centre</source>
        <translation>مركز الاتصال</translation>
    </message>
    <message>
        <source>open</source>
        <translation>مفتوحة</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>تم الاطلاع</translation>
    </message>
    <message>
        <source>escalated</source>
        <translation>مصعدة</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>محلولة</translation>
    </message>
    <message>
        <source>closed by the customer</source>
        <translation>أنهاها العميل</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>سلبي</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>محايد</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>إيجابي</translation>
    </message>
    <message>
        <source>nobody&apos;s</source>
        <translation>بلا مسؤول</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>لدى %1</translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>العميل %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>assigned to nobody</source>
        <translation>بلا مسؤول</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>أسندت إلى %1</translation>
    </message>
    <message>
        <source>moved to %1</source>
        <translation>نقلت إلى %1</translation>
    </message>
    <message>
        <source>noted</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>took back an act</source>
        <translation>تراجع عن إجراء</translation>
    </message>
    <message>
        <source>The engine does not answer: %1</source>
        <translation>المحرك لا يجيب: %1</translation>
    </message>
    <message>
        <source>Too many are asking the engine; it is asked again</source>
        <translation>كثيرون يسألون المحرك؛ سيسأل ثانية</translation>
    </message>
    <message>
        <source>It is gone: joined to another conversation, or let go with its age</source>
        <translation>لم تعد موجودة: ضمت إلى محادثة أخرى أو حذفت لقدمها</translation>
    </message>
    <message>
        <source>a message is %1</source>
        <translation>رسالة: %1</translation>
    </message>
</context>
<context>
    <name>Definition</name>
    <message>
        <source>contacts that came into a queue, at that moment</source>
        <translation>اتصالات دخلت طابوراً، لحظة دخولها</translation>
    </message>
    <message>
        <source>contacts that a person answered, at that moment</source>
        <translation>اتصالات أجابها شخص، لحظة الإجابة</translation>
    </message>
    <message>
        <source>contacts whose customer left the queue, at that moment</source>
        <translation>اتصالات ترك عميلها الطابور، لحظة الترك</translation>
    </message>
    <message>
        <source>contacts that left a queue otherwise: transfer, overflow, callback</source>
        <translation>اتصالات غادرت الطابور بطريقة أخرى: تحويل أو فائض أو معاودة اتصال</translation>
    </message>
    <message>
        <source>abandoned after a wait that is too short to count</source>
        <translation>تُركت بعد انتظار أقصر من أن يُحتسب</translation>
    </message>
    <message>
        <source>messages by customers</source>
        <translation>رسائل العملاء</translation>
    </message>
    <message>
        <source>messages by the brand</source>
        <translation>رسائل العلامة</translation>
    </message>
    <message>
        <source>public messages by customers that name the brand; in a sum of brands each counts once</source>
        <translation>رسائل علنية من العملاء تذكر العلامة؛ وفي مجموع العلامات تُحسب كل رسالة مرة واحدة</translation>
    </message>
    <message>
        <source>conversations, at their first message by a customer</source>
        <translation>محادثات، عند أول رسالة من عميل</translation>
    </message>
    <message>
        <source>conversations that nobody answered in time, at that moment</source>
        <translation>محادثات لم يُردّ عليها في الوقت، عند فواته</translation>
    </message>
    <message>
        <source>unanswered conversations that the customer deleted or closed</source>
        <translation>محادثات بلا رد حذفها العميل أو أغلقها</translation>
    </message>
    <message>
        <source>messages by customers with a negative label</source>
        <translation>رسائل عملاء مصنفة سلبية</translation>
    </message>
    <message>
        <source>messages by customers with a neutral label</source>
        <translation>رسائل عملاء مصنفة محايدة</translation>
    </message>
    <message>
        <source>messages by customers with a positive label</source>
        <translation>رسائل عملاء مصنفة إيجابية</translation>
    </message>
    <message>
        <source>messages by customers without a label</source>
        <translation>رسائل عملاء بلا تصنيف</translation>
    </message>
    <message>
        <source>different people who wrote</source>
        <translation>أشخاص مختلفون كتبوا</translation>
    </message>
    <message>
        <source>the share of customers who gave up waiting</source>
        <translation>نسبة العملاء الذين تركوا الانتظار</translation>
    </message>
    <message>
        <source>abandoned, without short abandons</source>
        <translation>متروكة، دون الترك القصير</translation>
    </message>
    <message>
        <source>answered or abandoned, without short abandons</source>
        <translation>مُجابة أو متروكة، دون الترك القصير</translation>
    </message>
    <message>
        <source>short abandons</source>
        <translation>ترك قصير</translation>
    </message>
    <message>
        <source>the share of those who had to wait that gave up</source>
        <translation>نسبة من اضطروا للانتظار ثم تركوا</translation>
    </message>
    <message>
        <source>abandoned, or answered after a wait, without short abandons</source>
        <translation>متروكة أو مُجابة بعد انتظار، دون الترك القصير</translation>
    </message>
    <message>
        <source>the share of all who came that gave up</source>
        <translation>نسبة التاركين من كل الواردين</translation>
    </message>
    <message>
        <source>offered, without short abandons</source>
        <translation>واردة، دون الترك القصير</translation>
    </message>
    <message>
        <source>the share of contacts answered within their target</source>
        <translation>نسبة الاتصالات المُجابة ضمن هدفها</translation>
    </message>
    <message>
        <source>met, by the engine&apos;s rule</source>
        <translation>ضمن الهدف، وفق قاعدة المحرك</translation>
    </message>
    <message>
        <source>contacts that were due in this window</source>
        <translation>اتصالات حان أجلها في هذه النافذة</translation>
    </message>
    <message>
        <source>left out, by the engine&apos;s rule</source>
        <translation>مستبعدة، وفق قاعدة المحرك</translation>
    </message>
    <message>
        <source>the share of conversations answered in time</source>
        <translation>نسبة المحادثات التي رُدّ عليها في الوقت</translation>
    </message>
    <message>
        <source>answered in time</source>
        <translation>رُدّ عليها في الوقت</translation>
    </message>
    <message>
        <source>conversations answered, or due</source>
        <translation>محادثات رُدّ عليها أو حان أجلها</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>مستبعدة</translation>
    </message>
    <message>
        <source>positive less negative, in a hundred classified messages</source>
        <translation>الإيجابي ناقص السلبي في كل مئة رسالة مصنفة</translation>
    </message>
    <message>
        <source>positive less negative</source>
        <translation>الإيجابي ناقص السلبي</translation>
    </message>
    <message>
        <source>classified messages</source>
        <translation>رسائل مصنفة</translation>
    </message>
    <message>
        <source>unclassified messages</source>
        <translation>رسائل غير مصنفة</translation>
    </message>
    <message>
        <source>the share of messages that have a label</source>
        <translation>نسبة الرسائل المصنفة</translation>
    </message>
    <message>
        <source>the brand&apos;s share of all mentions</source>
        <translation>حصة العلامة من كل الإشارات</translation>
    </message>
    <message>
        <source>mentions of the brand</source>
        <translation>إشارات إلى العلامة</translation>
    </message>
    <message>
        <source>mentions of each brand, added up</source>
        <translation>ذكر كل علامة، مجموعًا</translation>
    </message>
    <message>
        <source>the share of their time in which agents work on contacts</source>
        <translation>نسبة وقت الوكلاء في العمل على الاتصالات</translation>
    </message>
    <message>
        <source>time on contacts and after them</source>
        <translation>وقت الاتصالات وما بعدها</translation>
    </message>
    <message>
        <source>that, and time available</source>
        <translation>ذلك مع وقت الإتاحة</translation>
    </message>
    <message>
        <source>waits of answered contacts, immediate answers included</source>
        <translation>انتظار الاتصالات المُجابة، ومنها المُجابة فوراً</translation>
    </message>
    <message>
        <source>waits of answered contacts that had to wait</source>
        <translation>انتظار الاتصالات المُجابة التي انتظرت</translation>
    </message>
    <message>
        <source>waits of contacts that were abandoned</source>
        <translation>انتظار الاتصالات المتروكة</translation>
    </message>
    <message>
        <source>from the answer to the end, work after it included</source>
        <translation>من الإجابة حتى النهاية، مع العمل اللاحق</translation>
    </message>
    <message>
        <source>from a customer&apos;s first message to the first reply by a person</source>
        <translation>من أول رسالة لعميل حتى أول رد من شخص</translation>
    </message>
    <message>
        <source>from the first unanswered message to the reply</source>
        <translation>من أول رسالة بلا رد حتى الرد</translation>
    </message>
    <message>
        <source>contacts that wait in a queue now</source>
        <translation>اتصالات تنتظر في طابور الآن</translation>
    </message>
    <message>
        <source>how long the first of those waits who wait in a queue now</source>
        <translation>كم ينتظر أول من ينتظر في طابور الآن</translation>
    </message>
    <message>
        <source>conversations that nobody has answered yet</source>
        <translation>محادثات لم يرد عليها أحد بعد</translation>
    </message>
    <message>
        <source>how long the oldest unanswered conversation waits</source>
        <translation>كم تنتظر أقدم محادثة بلا رد</translation>
    </message>
    <message>
        <source>open conversations in which the customer had the last word; not resolved, not expired</source>
        <translation>محادثات مفتوحة كانت الكلمة الأخيرة فيها للعميل؛ لم تُحل ولم تنتهِ مهلتها</translation>
    </message>
    <message>
        <source>agents who could take one more contact now</source>
        <translation>وكلاء يمكنهم أخذ اتصال آخر الآن</translation>
    </message>
    <message>
        <source>the share of the agents&apos; slots that are busy now</source>
        <translation>نسبة خانات الوكلاء المشغولة الآن</translation>
    </message>
    <message>
        <source>busy slots</source>
        <translation>خانات مشغولة</translation>
    </message>
    <message>
        <source>slots of agents logged in</source>
        <translation>خانات الوكلاء المسجلين</translation>
    </message>
    <message>
        <source>%1; and %2</source>
        <translation>‏%1؛ و%2</translation>
    </message>
</context>
<context>
    <name>Explained</name>
    <message>
        <source>copied</source>
        <translation>نُسخ</translation>
    </message>
    <message>
        <source>Ctrl C or a touch copies it, Esc closes</source>
        <translation>‏Ctrl C أو اللمس للنسخ، Esc للإغلاق</translation>
    </message>
    <message>
        <source>Ctrl C copies it</source>
        <translation>‏Ctrl C للنسخ</translation>
    </message>
    <message>
        <source>V or a touch here: the conversations behind it</source>
        <translation>‏V أو لمسة هنا: المحادثات وراءه</translation>
    </message>
    <message>
        <source>close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>%1 %2</source>
        <translation>‏%1 %2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>المعنى</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>الهدف</translation>
    </message>
    <message>
        <source>%1, of few</source>
        <translation>‏%1، من قليل</translation>
    </message>
    <message>
        <source>Sum of</source>
        <translation>مجموع</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>دقيق</translation>
    </message>
    <message>
        <source>no, estimated: there are too many to remember</source>
        <translation>لا، تقديري: العدد أكبر من أن يُحفظ</translation>
    </message>
    <message>
        <source>Numerator</source>
        <translation>البسط</translation>
    </message>
    <message>
        <source>Denominator</source>
        <translation>المقام</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>المستبعد</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>p%1 %2</source>
        <translation>‏p%1 %2</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>المئينات</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>المتوسط</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>الأطول</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>لا أحد ينتظر</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>كل القنوات</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>لـ</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>‏%1 · %2</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>النافذة</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>العمر</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>‏%1، من %2</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>المصدر</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>التعريف</translation>
    </message>
    <message>
        <source>none that is known</source>
        <translation>لا مصدر معروف</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>‏%1 أخرى</translation>
    </message>
    <message>
        <source>%1, median</source>
        <translation>‏%1، الوسيط</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>الوسيط %1</translation>
    </message>
    <message>
        <source>%1, a competitor</source>
        <translation>%1، منافس</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>%1: how it is computed</source>
        <translation>%1: كيف يُحسب</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>min</source>
        <translation>د</translation>
    </message>
    <message>
        <source>h</source>
        <translation>س</translation>
    </message>
    <message>
        <source>d</source>
        <translation>ي</translation>
    </message>
    <message>
        <source>s</source>
        <translation>ث</translation>
    </message>
    <message>
        <source>y</source>
        <translation>سنة</translation>
    </message>
    <message>
        <source>ddd HH:mm</source>
        <comment>a date of the last week</comment>
        <translation>ddd HH:mm</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <comment>a date of the last months</comment>
        <translation>d MMM HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <comment>a minute of long ago</comment>
        <translation>d MMM yyyy HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date of long ago</comment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy HH:mm</source>
        <comment>a date in full</comment>
        <translation>ddd d MMM yyyy HH:mm</translation>
    </message>
    <message>
        <source>today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>total</source>
        <translation>الإجمالي</translation>
    </message>
    <message>
        <source>now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>ddd d MMM HH:mm:ss</source>
        <comment>a second of the last weeks</comment>
        <translation>ddd d MMM HH:mm:ss</translation>
    </message>
    <message>
        <source>ddd d</source>
        <comment>a day of the last weeks</comment>
        <translation>ddd d</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Tab and Return, a long press, or a pointer that rests: how a figure is computed</source>
        <translation>‏Tab وEnter، أو ضغط مطوّل، أو مؤشر ثابت: كيف تُحسب القيمة</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Board</source>
        <translation>اللوحة</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>العلامة</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>القناة</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>النافذة</translation>
    </message>
    <message>
        <source>Watchfloor</source>
        <translation>Watchfloor</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>الحفظ بصيغة</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>competitor</source>
        <translation>منافس</translation>
    </message>
    <message>
        <source>Our brands</source>
        <translation>علاماتنا</translation>
    </message>
    <message>
        <source>All brands</source>
        <translation>كل العلامات</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>No connection to the engine for %1</source>
        <translation>لا اتصال بالمحرك منذ %1</translation>
    </message>
    <message>
        <source>No connection for %1</source>
        <translation>لا اتصال منذ %1</translation>
    </message>
    <message>
        <source>Nothing heard from the engine for %1</source>
        <translation>لا خبر من المحرك منذ %1</translation>
    </message>
    <message>
        <source>Nothing heard for %1</source>
        <translation>لا خبر منذ %1</translation>
    </message>
    <message>
        <source>The engine&apos;s clock was set back: its figures stand still for %1</source>
        <translation>أُرجعت ساعة المحرك: القيم ثابتة لمدة %1</translation>
    </message>
    <message>
        <source>Clock set back</source>
        <translation>أُرجعت الساعة</translation>
    </message>
    <message>
        <source>The clocks of the engine and of this wall are %1 apart</source>
        <translation>الفرق بين ساعتي المحرك والشاشة %1</translation>
    </message>
    <message>
        <source>Clocks %1 apart</source>
        <translation>فرق الساعتين %1</translation>
    </message>
    <message>
        <source>Paused for %1: what is new is not shown</source>
        <translation>متوقف منذ %1: الجديد لا يُعرض</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتاً</translation>
    </message>
    <message>
        <source>A source is silent</source>
        <translation>مصدر صامت</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>‏%1 %2 %3</translation>
    </message>
    <message>
        <source>No events of brand &quot;%1&quot; so far</source>
        <translation>لا أحداث للعلامة «%1» بعد</translation>
    </message>
    <message>
        <source>No events of this brand</source>
        <translation>لا أحداث لهذه العلامة</translation>
    </message>
    <message>
        <source>No events of channel &quot;%1&quot; so far</source>
        <translation>لا أحداث للقناة «%1» بعد</translation>
    </message>
    <message>
        <source>No events of this channel</source>
        <translation>لا أحداث لهذه القناة</translation>
    </message>
    <message>
        <source>No events yet: the engine began at %1</source>
        <translation>لا أحداث بعد: بدأ المحرك في %1</translation>
    </message>
    <message>
        <source>Figures may lack events before %1: the engine began then</source>
        <translation>قد تنقص أحداث قبل %1: حينها بدأ المحرك</translation>
    </message>
    <message>
        <source>Not whole before %1</source>
        <translation>ناقص قبل %1</translation>
    </message>
    <message>
        <source>That moment is not shown: %1</source>
        <translation>لا تُعرض هذه اللحظة: %1</translation>
    </message>
    <message>
        <source>No such moment</source>
        <translation>لا توجد لحظة كهذه</translation>
    </message>
    <message>
        <source>Not whole: what was recorded before that had been let go</source>
        <translation>غير كامل: ما سُجّل قبل ذلك قد حُذف</translation>
    </message>
    <message>
        <source>Not whole</source>
        <translation>غير كامل</translation>
    </message>
    <message>
        <source>Not whole: %1 records could not be read</source>
        <translation>غير كامل: تعذّرت قراءة %1 من السجلات</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a brand, and what it does</comment>
        <translation>‏%1 %2</translation>
    </message>
    <message>
        <source>%1: %2 events refused</source>
        <comment>a source</comment>
        <translation>‏%1: رُفض %2 من الأحداث</translation>
    </message>
    <message>
        <source>A source has events refused</source>
        <translation>رُفضت أحداث من مصدر</translation>
    </message>
    <message>
        <source>%1 (competitor)</source>
        <translation>%1 (منافس)</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>board: %1</source>
        <translation>لوحة: %1</translation>
    </message>
    <message>
        <source>theme: %1</source>
        <translation>ألوان: %1</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>الأوامر</translation>
    </message>
</context>
<context>
    <name>Situation</name>
    <message>
        <source>%1?</source>
        <translation>%1؟</translation>
    </message>
    <message>
        <source>%1, may lack events before %2</source>
        <translation>‏%1، قد تنقص أحداث قبل %2</translation>
    </message>
    <message>
        <source>nothing since %1</source>
        <translation>لا شيء منذ %1</translation>
    </message>
    <message>
        <source>nothing in this window</source>
        <translation>لا شيء في هذه النافذة</translation>
    </message>
</context>
<context>
    <name>SourceStrip</name>
    <message>
        <source>Sources</source>
        <translation>المصادر</translation>
    </message>
</context>
<context>
    <name>Subject</name>
    <message>
        <source>Offered</source>
        <translation>الواردة</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>المُجابة</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>المتروكة</translation>
    </message>
    <message>
        <source>Flowed out</source>
        <translation>المحوّلة</translation>
    </message>
    <message>
        <source>Short abandons</source>
        <translation>ترك قصير</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>رسائل واردة</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>الردود</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>الإشارات</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>المنتهية</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>المتروكة كتابةً</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>سلبي</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>محايد</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>إيجابي</translation>
    </message>
    <message>
        <source>Unclassified</source>
        <translation>غير مصنّف</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>الكتّاب</translation>
    </message>
    <message>
        <source>Abandon rate</source>
        <translation>نسبة الترك</translation>
    </message>
    <message>
        <source>Abandon queued</source>
        <translation>ترك المنتظرين</translation>
    </message>
    <message>
        <source>Abandon offer</source>
        <translation>ترك الواردين</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>مستوى الخدمة</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>الخدمة</translation>
    </message>
    <message>
        <source>Response rate</source>
        <translation>نسبة الرد</translation>
    </message>
    <message>
        <source>Responded</source>
        <translation>رُدّ عليها</translation>
    </message>
    <message>
        <source>Net sentiment</source>
        <translation>صافي الانطباع</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>الانطباع</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>التغطية</translation>
    </message>
    <message>
        <source>Share of voice</source>
        <translation>حصة الصوت</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>الحصة</translation>
    </message>
    <message>
        <source>Occupancy</source>
        <translation>الإشغال</translation>
    </message>
    <message>
        <source>Answer time</source>
        <translation>زمن الإجابة</translation>
    </message>
    <message>
        <source>Wait answered</source>
        <translation>انتظار المُجابين</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>الانتظار</translation>
    </message>
    <message>
        <source>Wait given up</source>
        <translation>انتظار التاركين</translation>
    </message>
    <message>
        <source>Handle time</source>
        <translation>زمن المعالجة</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>المعالجة</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>زمن الرد</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>الرد</translation>
    </message>
    <message>
        <source>Next response</source>
        <translation>الرد التالي</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>المنتظرون</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>أطول انتظار</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>الأطول</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>بلا رد</translation>
    </message>
    <message>
        <source>Oldest message</source>
        <translation>أقدم رسالة</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>الأقدم</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>المتراكم</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>الوكلاء</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>متاح</translation>
    </message>
    <message>
        <source>Slots busy</source>
        <translation>خانات مشغولة</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>مشغول</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>المفتوح</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Time bar</source>
        <translation>شريط الزمن</translation>
    </message>
    <message>
        <source>back to live</source>
        <translation>عودة إلى المباشر</translation>
    </message>
    <message>
        <source>live</source>
        <translation>مباشر</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>play</source>
        <translation>تشغيل</translation>
    </message>
</context>
<context>
    <name>Titles</name>
    <message>
        <source>Agents</source>
        <translation>الوكلاء</translation>
    </message>
    <message>
        <source>By brand</source>
        <translation>حسب العلامة</translation>
    </message>
    <message>
        <source>By channel</source>
        <translation>حسب القناة</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>مقارنة</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>المنافسون</translation>
    </message>
    <message>
        <source>Contact centre</source>
        <translation>مركز الاتصال</translation>
    </message>
    <message>
        <source>Mission control</source>
        <translation>غرفة التحكم</translation>
    </message>
    <message>
        <source>One brand</source>
        <translation>علامة واحدة</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>الرد</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>الانطباع</translation>
    </message>
    <message>
        <source>Trending</source>
        <translation>الرائج</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>أين</translation>
    </message>
    <message>
        <source>About what</source>
        <translation>عمَّ يُتحدث</translation>
    </message>
</context>
<context>
    <name>TopicTexts</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 إلى %2</translation>
    </message>
    <message>
        <source>hashtag</source>
        <translation>وسم</translation>
    </message>
    <message>
        <source>phrase, found in texts</source>
        <translation>عبارة من النصوص</translation>
    </message>
    <message>
        <source>topic that has a name</source>
        <translation>موضوع ذو اسم</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>حملة</translation>
    </message>
    <message>
        <source>change not known</source>
        <translation>التغيّر غير معروف</translation>
    </message>
    <message>
        <source>as many as before</source>
        <translation>كما كان من قبل</translation>
    </message>
    <message>
        <source>%1 more than before</source>
        <translation>أكثر من ذي قبل بـ %1</translation>
    </message>
    <message>
        <source>%1 fewer than before</source>
        <translation>أقل من ذي قبل بـ %1</translation>
    </message>
    <message>
        <source>%1 negative · %2 neutral · %3 positive · %4 unclassified</source>
        <translation>%1 سلبية · %2 محايدة · %3 إيجابية · %4 غير مصنفة</translation>
    </message>
    <message>
        <source>%1, %2 messages, %3, %4</source>
        <translation>%1، الرسائل %2، %3، %4</translation>
    </message>
    <message>
        <source>sentiment %1</source>
        <translation>الانطباع %1</translation>
    </message>
    <message>
        <source>sentiment not known</source>
        <translation>الانطباع غير معروف</translation>
    </message>
    <message>
        <source>, of few</source>
        <translation>، من عدد قليل</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>المعنى</translation>
    </message>
    <message>
        <source>public inbound messages of the window that have this topic, each once, with their newest sentiment</source>
        <translation>الرسائل العامة الواردة في النافذة التي فيها هذا الموضوع، كل منها مرة واحدة، بأحدث انطباع لها</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Window before</source>
        <translation>النافذة السابقة</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>التغيّر</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>الانطباع</translation>
    </message>
    <message>
        <source>Numerator</source>
        <translation>البسط</translation>
    </message>
    <message>
        <source>Denominator</source>
        <translation>المقام</translation>
    </message>
    <message>
        <source>%1 that have a sentiment</source>
        <translation>%1 لها انطباع</translation>
    </message>
    <message>
        <source>Of these</source>
        <translation>منها</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>دقيق</translation>
    </message>
    <message>
        <source>no, bounds: there are too many topics to count each</source>
        <translation>لا، حدود فقط: الموضوعات أكثر من أن يُعد كل منها</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>المستبعد</translation>
    </message>
    <message>
        <source>what holds a handle, and what fewer than five people wrote</source>
        <translation>ما فيه اسم حساب، وما كتبه أقل من خمسة أشخاص</translation>
    </message>
    <message>
        <source>brands of which topics are not counted: too many</source>
        <translation>علامات لا تُعد موضوعاتها لكثرتها</translation>
    </message>
    <message>
        <source>%1 positive − %2 negative</source>
        <translation>%1 إيجابية − %2 سلبية</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>العمر</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>‏%1، من %2</translation>
    </message>
</context>
<context>
    <name>WallExport</name>
    <message>
        <source>as of &lt;b&gt;%1&lt;/b&gt;, %2, %3</source>
        <translation>حتى &lt;b&gt;%1&lt;/b&gt;، %2، %3</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>كل القنوات</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation>%1، دون %2</translation>
    </message>
    <message>
        <source>n %1, mean %2, p90 %3, max %4</source>
        <translation>n %1، متوسط %2، p90 %3، أقصى %4</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>النوافذ</translation>
    </message>
    <message>
        <source>zone of &quot;today&quot;</source>
        <translation>منطقة «اليوم»</translation>
    </message>
    <message>
        <source>definitions</source>
        <translation>التعريفات</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>الإعداد</translation>
    </message>
    <message>
        <source>record position</source>
        <translation>موضع السجل</translation>
    </message>
    <message>
        <source>figures in the file that goes with it</source>
        <translation>أرقام في الملف المرفق</translation>
    </message>
    <message>
        <source>checksum</source>
        <translation>مجموع التحقق</translation>
    </message>
    <message>
        <source>Listed are the figures of the tiles that are not zero; the file that goes with it has all.</source>
        <translation>المدرج أرقام اللوحات غير الصفرية؛ والملف المرفق يحوي الكل.</translation>
    </message>
</context>
<context>
    <name>WallKeys</name>
    <message>
        <source>next board</source>
        <translation>اللوحة التالية</translation>
    </message>
    <message>
        <source>board before</source>
        <translation>اللوحة السابقة</translation>
    </message>
    <message>
        <source>choose a board</source>
        <translation>اختر لوحة</translation>
    </message>
    <message>
        <source>pin this board, or let it go</source>
        <translation>ثبّت اللوحة أو حرّرها</translation>
    </message>
    <message>
        <source>rest, or rotate again</source>
        <translation>أوقف التناوب أو استأنفه</translation>
    </message>
    <message>
        <source>pause, or go on</source>
        <translation>إيقاف مؤقت أو استئناف</translation>
    </message>
    <message>
        <source>next page, on a small wall</source>
        <translation>الصفحة التالية على شاشة صغيرة</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>PgUp</translation>
    </message>
    <message>
        <source>page before</source>
        <translation>الصفحة السابقة</translation>
    </message>
    <message>
        <source>next brand</source>
        <translation>العلامة التالية</translation>
    </message>
    <message>
        <source>brand before</source>
        <translation>العلامة السابقة</translation>
    </message>
    <message>
        <source>choose a brand</source>
        <translation>اختر علامة</translation>
    </message>
    <message>
        <source>next channel</source>
        <translation>القناة التالية</translation>
    </message>
    <message>
        <source>channel before</source>
        <translation>القناة السابقة</translation>
    </message>
    <message>
        <source>choose a channel</source>
        <translation>اختر قناة</translation>
    </message>
    <message>
        <source>next window</source>
        <translation>النافذة التالية</translation>
    </message>
    <message>
        <source>window before</source>
        <translation>النافذة السابقة</translation>
    </message>
    <message>
        <source>choose a window</source>
        <translation>اختر نافذة</translation>
    </message>
    <message>
        <source>all brands, all channels</source>
        <translation>كل العلامات، كل القنوات</translation>
    </message>
    <message>
        <source>next figure of the heat map</source>
        <translation>القيمة التالية للخريطة الحرارية</translation>
    </message>
    <message>
        <source>how is this figure computed?</source>
        <translation>كيف تُحسب هذه القيمة؟</translation>
    </message>
    <message>
        <source>copy the figure with its definition</source>
        <translation>انسخ القيمة مع تعريفها</translation>
    </message>
    <message>
        <source>theme: dark, light, high contrast</source>
        <translation>الألوان: داكن، فاتح، تباين عالٍ</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>ملء الشاشة</translation>
    </message>
    <message>
        <source>all commands (or touch the clock)</source>
        <translation>كل الأوامر (أو المس الساعة)</translation>
    </message>
    <message>
        <source>this help</source>
        <translation>هذه المساعدة</translation>
    </message>
    <message>
        <source>close, leave full screen</source>
        <translation>إغلاق، مغادرة ملء الشاشة</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>look at the past, or come back</source>
        <translation>عرض الماضي أو العودة منه</translation>
    </message>
    <message>
        <source>a minute back</source>
        <translation>دقيقة إلى الوراء</translation>
    </message>
    <message>
        <source>a minute on</source>
        <translation>دقيقة إلى الأمام</translation>
    </message>
    <message>
        <source>an hour back</source>
        <translation>ساعة إلى الوراء</translation>
    </message>
    <message>
        <source>an hour on</source>
        <translation>ساعة إلى الأمام</translation>
    </message>
    <message>
        <source>play faster</source>
        <translation>تشغيل أسرع</translation>
    </message>
    <message>
        <source>play slower</source>
        <translation>تشغيل أبطأ</translation>
    </message>
    <message>
        <source>time bar of hours, days, weeks</source>
        <translation>شريط الزمن: ساعات، أيام، أسابيع</translation>
    </message>
    <message>
        <source>conversations behind this figure</source>
        <translation>المحادثات وراء هذه القيمة</translation>
    </message>
    <message>
        <source>search what was written</source>
        <translation>البحث فيما كتب</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>save what is shown</source>
        <translation>حفظ ما هو معروض</translation>
    </message>
</context>
<context>
    <name>watchfloor::BoardScene</name>
    <message>
        <source>page %1 of %2</source>
        <translation>صفحة %1 من %2</translation>
    </message>
    <message>
        <source>%1 of %2 tiles</source>
        <translation>‏%1 من %2 بلاطة</translation>
    </message>
</context>
<context>
    <name>watchfloor::ConversationBrowser</name>
    <message>
        <source>one moment</source>
        <translation>لحظة</translation>
    </message>
    <message>
        <source>%1: %2, by %3</source>
        <translation>%1: %2، من %3</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>لم يتم: %1</translation>
    </message>
    <message>
        <source>Conversations, the newest first</source>
        <translation>المحادثات، الأحدث أولا</translation>
    </message>
    <message>
        <source>Conversations that wait longest</source>
        <translation>المحادثات الأطول انتظارا</translation>
    </message>
    <message>
        <source>Conversation %1</source>
        <translation>المحادثة %1</translation>
    </message>
    <message>
        <source>All that customer %1 wrote</source>
        <translation>كل ما كتبه العميل %1</translation>
    </message>
    <message>
        <source>Messages with %1</source>
        <translation>رسائل فيها %1</translation>
    </message>
    <message>
        <source>Messages about %1</source>
        <translation>رسائل عن %1</translation>
    </message>
    <message>
        <source>All brands</source>
        <translation>كل العلامات</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>كل القنوات</translation>
    </message>
    <message>
        <source>all buckets</source>
        <translation>كل الفئات</translation>
    </message>
    <message>
        <source>All brands · all channels, the newest first</source>
        <translation>كل العلامات · كل القنوات، الأحدث أولا</translation>
    </message>
    <message>
        <source>%1, the newest first</source>
        <translation>%1، الأحدث أولا</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>الأحدث</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>الانتظار</translation>
    </message>
    <message>
        <source>asking</source>
        <translation>جار السؤال</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>بلا جواب</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>قديم %1</translation>
    </message>
    <message>
        <source>as of %1 ago</source>
        <translation>قبل %1</translation>
    </message>
    <message>
        <source>No engine is asked</source>
        <translation>لا محرك يسأل</translation>
    </message>
    <message>
        <source>The board shows a recording; conversations are as the engine has them now.</source>
        <translation>تعرض اللوحة تسجيلا؛ والمحادثات كما هي لدى المحرك الآن.</translation>
    </message>
    <message>
        <source>The board is paused; conversations are of now.</source>
        <translation>اللوحة متوقفة؛ والمحادثات من الآن.</translation>
    </message>
    <message>
        <source>The engine masks texts and names.</source>
        <translation>يحجب المحرك النصوص والأسماء.</translation>
    </message>
    <message>
        <source>This wall masks texts and names.</source>
        <translation>تحجب هذه الشاشة النصوص والأسماء.</translation>
    </message>
    <message>
        <source>No message has these words</source>
        <translation>لا رسالة فيها هذه الكلمات</translation>
    </message>
    <message>
        <source>No message is about it</source>
        <translation>لا رسالة عن ذلك</translation>
    </message>
    <message>
        <source>Nobody waits for an answer</source>
        <translation>لا أحد ينتظر جوابا</translation>
    </message>
    <message>
        <source>None</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>‏%1 من %2</translation>
    </message>
    <message>
        <source>%1, and more</source>
        <translation>%1 وأكثر</translation>
    </message>
    <message>
        <source>Conversation %1: %2</source>
        <translation>المحادثة %1: %2</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from a time to a time</comment>
        <translation>من %1 إلى %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between what a list is of, how long, and when</comment>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>watchfloor::Exporter</name>
    <message>
        <source>PDF: picture and figures, to print</source>
        <translation>PDF: صورة وأرقام للطباعة</translation>
    </message>
    <message>
        <source>PNG: the picture</source>
        <translation>PNG: الصورة</translation>
    </message>
    <message>
        <source>XLSX: figures for a spreadsheet</source>
        <translation>XLSX: أرقام لجدول بيانات</translation>
    </message>
    <message>
        <source>CSV: figures for a database</source>
        <translation>CSV: أرقام لقاعدة بيانات</translation>
    </message>
    <message>
        <source>JSON: figures for a program</source>
        <translation>JSON: أرقام لبرنامج</translation>
    </message>
    <message>
        <source>not saved: the folder %1 cannot be made</source>
        <translation>لم يُحفظ: لا يمكن إنشاء المجلد %1</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
    <message>
        <source>saved: %1</source>
        <translation>حُفظ: %1</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>لم يُحفظ: %1</translation>
    </message>
</context>
<context>
    <name>watchfloor::HeatMapModel</name>
    <message>
        <source>Backlog and waiting</source>
        <translation>المتراكم والمنتظرون</translation>
    </message>
    <message>
        <source>%1, median</source>
        <translation>‏%1، الوسيط</translation>
    </message>
    <message>
        <source>%1 of %2 brands</source>
        <translation>‏%1 من %2 علامة</translation>
    </message>
    <message>
        <source>%1 of %2 channels</source>
        <translation>‏%1 من %2 قناة</translation>
    </message>
    <message>
        <source>the busiest</source>
        <translation>الأكثر نشاطاً</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>‏%1، %2: %3</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>‏n %1</translation>
    </message>
</context>
<context>
    <name>watchfloor::HourChart</name>
    <message>
        <source>no value now</source>
        <translation>لا قيمة الآن</translation>
    </message>
</context>
<context>
    <name>watchfloor::PastPlayer</name>
    <message>
        <source>looking for it</source>
        <translation>جارٍ البحث</translation>
    </message>
    <message>
        <source>held</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>the records end here</source>
        <translation>تنتهي السجلات هنا</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>قيد التشغيل</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
</context>
<context>
    <name>watchfloor::RowsModel</name>
    <message>
        <source>Sentiment</source>
        <translation>الانطباع</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>العلامات</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>القنوات</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>الطوابير</translation>
    </message>
    <message>
        <source>+%1 more</source>
        <translation>‏+%1 أخرى</translation>
    </message>
</context>
<context>
    <name>watchfloor::SourceModel</name>
    <message>
        <source>%1 up to %2</source>
        <translation>‏%1 حتى %2</translation>
    </message>
    <message>
        <source>%1 was live</source>
        <translation>‏%1 كان مباشراً</translation>
    </message>
    <message>
        <source>%1 live, last event %2 ago</source>
        <translation>‏%1 مباشر، آخر حدث قبل %2</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>‏%1 مباشر</translation>
    </message>
    <message>
        <source>, %1 refused</source>
        <translation>، %1 مرفوض</translation>
    </message>
</context>
<context>
    <name>watchfloor::TopicsModel</name>
    <message>
        <source>not asked for before the pause</source>
        <translation>لم يُسأل عنها قبل التوقف</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>الموضوعات</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>التغيّر</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>الانطباع</translation>
    </message>
    <message>
        <source>top %1</source>
        <translation>أعلى %1</translation>
    </message>
    <message>
        <source>≈ estimated</source>
        <translation>‏≈ تقديري</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>كل القنوات</translation>
    </message>
    <message>
        <source>topics are of now only</source>
        <translation>الموضوعات للحاضر فقط</translation>
    </message>
    <message>
        <source>no topics in this window yet</source>
        <translation>لا موضوعات في هذه النافذة بعد</translation>
    </message>
</context>
<context>
    <name>watchfloor::TrendsModel</name>
    <message>
        <source>%1 in %2, %3 at its peak</source>
        <translation>%1 في %2، و%3 عند الذروة</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation>%1 في الدقيقة</translation>
    </message>
    <message>
        <source>%1, each minute %2 more</source>
        <translation>%1، بزيادة %2 كل دقيقة</translation>
    </message>
    <message>
        <source>%1, each minute %2 less</source>
        <translation>%1، بنقصان %2 كل دقيقة</translation>
    </message>
    <message>
        <source>by author %1</source>
        <translation>بدأها الكاتب %1</translation>
    </message>
    <message>
        <source>%1 in %2, %3 usual</source>
        <translation>%1 في %2، والمعتاد %3</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>sentiment %1</source>
        <translation>الانطباع %1</translation>
    </message>
    <message>
        <source>learning what is usual</source>
        <translation>يتعلّم ما هو معتاد</translation>
    </message>
    <message>
        <source>learning</source>
        <translation>يتعلّم</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>كالمعتاد</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>منذ %1</translation>
    </message>
    <message>
        <source>%1 authors</source>
        <translation>%1 كاتبًا</translation>
    </message>
    <message>
        <source>once in %1</source>
        <translation>مرة كل %1</translation>
    </message>
    <message>
        <source>rises: %1</source>
        <translation>يرتفع: %1</translation>
    </message>
    <message>
        <source>collapses: %1</source>
        <translation>ينهار: %1</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>الاتجاهات</translation>
    </message>
    <message>
        <source>trends are of now only</source>
        <translation>الاتجاهات للحاضر فقط</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>حتى %1</translation>
    </message>
    <message>
        <source>+%1 more</source>
        <translation>+%1 أخرى</translation>
    </message>
    <message>
        <source>%1 · %2 messages came too late</source>
        <translation>%1 · وصلت %2 من الرسائل متأخرة</translation>
    </message>
    <message>
        <source>nothing was looked at yet</source>
        <translation>لم يُفحص شيء بعد</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>موضوع</translation>
    </message>
    <message>
        <source>conversation</source>
        <translation>محادثة</translation>
    </message>
    <message>
        <source>begun %1</source>
        <translation>بدأت %1</translation>
    </message>
    <message>
        <source>reach %1</source>
        <translation>المدى %1</translation>
    </message>
    <message>
        <source>author %1 wrote most</source>
        <translation>الكاتب %1 كتب أكثر من غيره</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a brand, and its topic</comment>
        <translation>‏%1 · %2</translation>
    </message>
    <message>
        <source>conversation %1</source>
        <translation>محادثة %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a conversation, and its brand</comment>
        <translation>‏%1 · %2</translation>
    </message>
    <message>
        <source>%1 rises</source>
        <translation>‏%1 يرتفع</translation>
    </message>
    <message>
        <source>%1 collapses</source>
        <translation>‏%1 ينهار</translation>
    </message>
</context>
<context>
    <name>watchfloor::Viewing</name>
    <message>
        <source>text %1′ at %2 m, under %3′</source>
        <translation>النص %1′ على %2 م، دون %3′</translation>
    </message>
</context>
<context>
    <name>watchfloor::WallModel</name>
    <message>
        <source>pinned</source>
        <translation>مثبّتة</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>إنذار</translation>
    </message>
    <message>
        <source>rotation rests</source>
        <translation>التناوب متوقف</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>high contrast</source>
        <translation>تباين عالٍ</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>كل القنوات</translation>
    </message>
    <message>
        <source>Board not taken: %1</source>
        <translation>لم تُقبل اللوحة: %1</translation>
    </message>
    <message>
        <source>Board file: line %1</source>
        <translation>ملف اللوحة: سطر %1</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>منقطع</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>إعادة عرض</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>يتصل</translation>
    </message>
    <message>
        <source>late %1</source>
        <translation>متأخر %1</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>قديم %1</translation>
    </message>
    <message>
        <source>disconnected %1</source>
        <translation>منقطع %1</translation>
    </message>
    <message>
        <source>clock set back</source>
        <translation>أُرجعت الساعة</translation>
    </message>
    <message>
        <source>paused %1</source>
        <translation>متوقف %1</translation>
    </message>
    <message>
        <source>live · %1</source>
        <translation>مباشر · %1</translation>
    </message>
    <message>
        <source>REPLAY, no events yet</source>
        <translation>إعادة عرض، لا أحداث بعد</translation>
    </message>
    <message>
        <source>REPLAY %1</source>
        <translation>إعادة عرض %1</translation>
    </message>
    <message>
        <source>events to %1</source>
        <translation>أحداث حتى %1</translation>
    </message>
    <message>
        <source>Definitions %1</source>
        <translation>التعريفات %1</translation>
    </message>
    <message>
        <source>%1 duplicate</source>
        <translation>‏%1 مكرر</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>‏%1 متأخر</translation>
    </message>
    <message>
        <source>%1 future</source>
        <translation>‏%1 مستقبلي</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>‏%1 مرفوض</translation>
    </message>
    <message>
        <source>%1 clock skew</source>
        <translation>‏%1 انحراف ساعة</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>‏%1 مفقود</translation>
    </message>
    <message>
        <source>%1 forgotten</source>
        <translation>‏%1 منسي</translation>
    </message>
    <message>
        <source>Connecting to the engine</source>
        <translation>يتصل بالمحرك</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>لا أحداث بعد</translation>
    </message>
    <message>
        <source>A recording, up to %1</source>
        <translation>تسجيل حتى %1</translation>
    </message>
    <message>
        <source>Nothing abnormal</source>
        <translation>لا شيء غير عادي</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>يتصل</translation>
    </message>
    <message>
        <source>A recording</source>
        <translation>تسجيل</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>‏%1 من %2</translation>
    </message>
    <message>
        <source>looking for %1</source>
        <translation>يبحث عن %1</translation>
    </message>
    <message>
        <source>Looking for %1</source>
        <translation>جارٍ البحث عن %1</translation>
    </message>
    <message>
        <source>As it was: %1</source>
        <translation>كما كان: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>connecting, was at %1</source>
        <translation>يتصل، كان في %1</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>trend</source>
        <translation>اتجاه</translation>
    </message>
    <message>
        <source>source silent</source>
        <translation>مصدر صامت</translation>
    </message>
    <message>
        <source>source refused</source>
        <translation>مصدر مرفوض</translation>
    </message>
    <message>
        <source>taken over: %1</source>
        <translation>‏عُرض بسبب: %1</translation>
    </message>
    <message>
        <source>Connecting to the engine; shown is what was at %1</source>
        <translation>يتصل بالمحرك؛ المعروض ما كان عند %1</translation>
    </message>
</context>
</TS>
