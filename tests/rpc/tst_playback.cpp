// A wall that plays the past: from a moment, standing, faster, to its end, and back to the present.
#include "client/wall_client.h"
#include "rpc/recorded_rig.h"
// Before Qt, to which `slots` is a keyword.
#include <QtTest>

using namespace watchfloor;

class TestPlayback : public QObject {
  Q_OBJECT

  std::optional<RecordedRig> m_recorded;
  std::vector<FramePtr> m_live;
  std::optional<WallClient> m_client;

  Rig& rig() { return m_recorded->rig(); }
  WallView view() const { return m_client->newest(); }
  bool isPresent() const { return view().frame && !view().frame->replayed; }
  bool isShowing(Time moment) const {
    const WallView now = view();
    return now.isFound && now.frame && now.frame->replayed && now.frame->asOf == moment;
  }
  Time at(size_t tick) const { return m_live[tick]->asOf; }

 private Q_SLOTS:
  void init() {
    m_recorded.emplace();
    m_live = m_recorded->live(40);
    m_client.emplace(
        WallClient::Options{.target = rig().target(), .now = [this] { return rig().clock().monotonic(); }},
        Selection());
    QVERIFY(eventually([&] { return isPresent(); }));
  }
  void cleanup() {
    m_client.reset();
    m_recorded.reset();
  }

  void aMomentStands() {
    m_client->play(Playback{.from = at(10), .isStill = true});
    QVERIFY(!view().isFound);
    QVERIFY(eventually([&] { return isShowing(at(10)); }));
    QVERIFY(view().frame->cells == m_live[10]->cells);
    rig().pass(minutes(1));
    QVERIFY(isShowing(at(10)));
    QVERIFY(view().isHeld);
    QVERIFY(view().freshness(rig().clock().monotonic()) == Freshness::kLive);  // it grows no older
  }
  void itIsPlayedHeldAndGoneOnWith() {
    m_client->play(Playback{.from = at(10), .speed = 4});
    QVERIFY(m_recorded->playUntil([&] { return view().isFound && view().frame->asOf >= at(20); }));
    QCOMPARE(view().frame->replayed->speed, 4.0);
    const Time shown = view().frame->asOf;
    m_client->play(Playback{.from = shown, .speed = 4, .isStill = true});
    const Time held = view().frame->asOf;
    QVERIFY(eventually([&] { return view().isHeld; }));
    m_client->play(Playback{.from = held, .speed = 1});
    QVERIFY(m_recorded->playUntil([&] { return view().isFound && view().frame->asOf > held; }));
    QVERIFY(!view().isHeld);
  }
  void whereTheRecordsEndItStands() {
    m_client->play(Playback{.from = at(35), .speed = 60});
    QVERIFY(m_recorded->playUntil([&] { return view().isHeld; }));
    QVERIFY(view().isConnected && view().refusal.empty());
    QVERIFY(view().frame->replayed.has_value());
  }
  void backToThePresent() {
    m_client->play(Playback{.from = at(10), .isStill = true});
    QVERIFY(eventually([&] { return isShowing(at(10)); }));
    m_client->play({});
    QVERIFY(eventually([&] { return isPresent(); }));
    QVERIFY(!view().isHeld && !view().playback);
  }
  void anotherSelectionIsOfTheSameMoment() {
    m_client->play(Playback{.from = at(10), .isStill = true});
    QVERIFY(eventually([&] { return isShowing(at(10)); }));
    Selection acme;
    acme.brands = {"acme"};
    m_client->select(acme);
    QVERIFY(eventually([&] { return view().selection == acme && isShowing(at(10)); }));
  }
  // The wall is not left between now and then.
  void whatIsNotThereIsRefusedAndThePresentShown() {
    m_client->play(Playback{.from = kMorning - hours(30)});
    QVERIFY(eventually([&] { return !view().refusal.empty(); }));
    QVERIFY(!view().playback);
    QVERIFY(eventually([&] { return isPresent() && view().isConnected; }));
    m_client->play(Playback{.from = at(10), .isStill = true});
    QVERIFY(view().refusal.empty());
    QVERIFY(eventually([&] { return isShowing(at(10)); }));
  }
  // The engine is gone, and so is whoever looked for the past: what is there is of long ago.
  void whatWasNotFoundLeavesNothingThatLooksLive() {
    m_recorded->stop();
    QVERIFY(eventually([&] { return !view().isConnected; }));
    rig().pass(minutes(8));
    m_client->play(Playback{.from = at(10), .isStill = true});
    m_client->play({});
    for (const int s : {0, 1, 5, 60}) {
      rig().pass(seconds(s));
      QVERIFY(view().freshness(rig().clock().monotonic()) >= Freshness::kDisconnected ||
              view().freshness(rig().clock().monotonic()) == Freshness::kConnecting);
    }
  }
  void aLostConnectionGoesOnWhereItWas() {
    m_client->play(Playback{.from = at(10), .speed = 1});
    QVERIFY(m_recorded->playUntil([&] { return view().isFound && view().frame->asOf > at(12); }));
    m_recorded->stop();
    QVERIFY(eventually([&] { return !view().isConnected; }));
    const Time lost = view().frame->asOf;
    QVERIFY(view().frame->replayed.has_value());
    rig().start();
    QVERIFY(eventually([&] { return view().isConnected; }));
    QVERIFY(view().frame->replayed.has_value());
    QVERIFY(view().frame->asOf >= lost);
  }
};

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
