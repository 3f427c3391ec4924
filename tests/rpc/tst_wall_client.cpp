// A wall's subscription: the newest frame, what it says about itself, and how it mends itself.
#include "client/kept_view.h"
#include "client/wall_client.h"
#include "rpc/rig.h"
// Before Qt, to which `slots` is a keyword.
#include <QtTest>

#include "model/selection.h"

using namespace watchfloor;
using std::chrono::milliseconds;

namespace {

// An engine's server that says only what the test wants: one list of updates for each stream, then it waits.
class ScriptedService final : public v1::WallService::Service {
 public:
  ScriptedService(const std::string& address, std::vector<std::vector<v1::WallUpdate>> streams)
      : m_streams(std::move(streams)) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(this);
    m_server = builder.BuildAndStart();
  }
  ~ScriptedService() override { m_server->Shutdown(gpr_time_0(GPR_TIMESPAN)); }
  size_t streams() const { return m_next; }

 private:
  grpc::Status Subscribe(grpc::ServerContext* context, const v1::SubscribeRequest*,
                         grpc::ServerWriter<v1::WallUpdate>* writer) override {
    const size_t number = m_next++;
    if (number < m_streams.size()) {
      for (const v1::WallUpdate& update : m_streams[number]) writer->Write(update);
    }
    eventually([context] { return context->IsCancelled(); });
    return grpc::Status::OK;
  }

  const std::vector<std::vector<v1::WallUpdate>> m_streams;
  std::atomic<size_t> m_next = 0;
  std::unique_ptr<grpc::Server> m_server;
};

v1::WallUpdate update(v1::WallUpdate::Kind kind, uint64_t sequence, int64_t asOf) {
  v1::WallUpdate result;
  result.set_kind(kind);
  result.set_sequence(sequence);
  result.set_as_of_us(asOf);
  return result;
}

int64_t asOf(const WallClient& client) {
  const WallView view = client.newest();
  return view.frame ? micros(view.frame->asOf) : -1;
}

WallClient::Options options(const Rig& rig) {
  return {.target = rig.target(), .now = [&rig] { return rig.clock().monotonic(); }};
}

}  // namespace

class TestWallClient : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void showsTheNewestFrame() {
    Rig rig;
    const WallClient client(options(rig), {});
    QVERIFY(eventually([&] { return client.newest().isConnected; }));
    for (int i = 1; i <= 3; ++i) {
      rig.pass(seconds(1));
      QVERIFY(eventually([&] { return client.newest().frame->asOf == rig.clock().now(); }));
    }
    const WallView view = client.newest();
    QCOMPARE(view.engineId, std::string("engine 1"));
    QVERIFY(view.problem.empty());
    QVERIFY(view.lastHeard == rig.clock().monotonic());
    QVERIFY(view.freshness(rig.clock().monotonic()) == Freshness::kLive);
  }
  void saysHowOldItIs() {
    WallView view;
    const auto at = [&view](Duration silence) { return view.freshness(view.lastHeard + silence); };
    QVERIFY(at(seconds(9)) == Freshness::kConnecting);
    QVERIFY(at(milliseconds(10'001)) == Freshness::kDisconnected);
    view.frame = std::make_shared<const Frame>();
    QVERIFY(at(seconds(2)) == Freshness::kLive);
    QVERIFY(at(milliseconds(2'001)) == Freshness::kLate);
    QVERIFY(at(milliseconds(3'001)) == Freshness::kStale);
    QVERIFY(at(milliseconds(10'001)) == Freshness::kDisconnected);
  }
  void withoutAnEngineItSaysWhy() {
    Rig rig;
    rig.stop();
    const WallClient client(options(rig), {});
    QVERIFY(!client.newest().problem.empty());
    QVERIFY(eventually([&] { return client.newest().problem.find("no connection to unix:") == 0; }));
    QVERIFY(!client.newest().frame);
  }
  void comesBackWhenTheEngineDoes() {
    Rig rig;
    const WallClient client(options(rig), {});
    QVERIFY(eventually([&] { return client.newest().isConnected; }));
    const FramePtr last = client.newest().frame;
    rig.stop();
    QVERIFY(eventually([&] { return !client.newest().isConnected; }));
    QVERIFY(client.newest().frame == last);  // the last value stays
    QVERIFY(!client.newest().problem.empty());
    rig.start();
    QVERIFY(eventually([&] { return client.newest().isConnected; }));
    QCOMPARE(client.newest().engineId, std::string("engine 2"));
    QVERIFY(client.newest().frame != last);
  }
  // What a wall showed when it last ran, until the engine is heard.
  void beginsWithWhatWasKept() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("view.frame").toStdString();
    QVERIFY(absl::IsNotFound(readKeptView(path, "wall:1").status()));
    WallView shown;
    {
      Rig rig;
      Selection acme;
      acme.brands = {"acme"};
      const WallClient client(options(rig), acme);
      QVERIFY(eventually([&] { return client.newest().isConnected; }));
      shown = client.newest();
      QVERIFY(writeKeptView(path, "wall:1", shown).ok());
      QVERIFY(writeKeptView(path, "wall:1", shown).ok());
    }
    QVERIFY(absl::IsNotFound(readKeptView(path, "wall:2").status()));
    const absl::StatusOr<WallView> kept = readKeptView(path, "wall:1");
    QVERIFY2(kept.ok(), kept.status().ToString().c_str());
    QVERIFY(kept->frame->asOf == shown.frame->asOf && kept->frame->cells == shown.frame->cells);
    QVERIFY(kept->selection == shown.selection && kept->isKept && !kept->isConnected);

    Rig rig;
    rig.stop();
    WallClient::Options with = options(rig);
    with.kept = *kept;
    const WallClient client(with, {});
    const auto now = [&] { return rig.clock().monotonic(); };
    QVERIFY(client.newest().frame->asOf == shown.frame->asOf);
    QVERIFY(client.newest().freshness(now()) == Freshness::kConnecting);
    rig.pass(seconds(11));
    QVERIFY(client.newest().freshness(now()) == Freshness::kDisconnected);
    rig.start();
    QVERIFY(eventually([&] { return client.newest().isConnected; }));
    QVERIFY(!client.newest().isKept);
  }
  // Cut off anywhere, or with any bit turned: refused, or something that can be shown.
  void aDamagedViewIsRefused() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("view.frame").toStdString();
    Rig rig;
    const WallClient client(options(rig), {});
    QVERIFY(eventually([&] { return client.newest().isConnected; }));
    QVERIFY(writeKeptView(path, "wall:1", client.newest()).ok());
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray whole = file.readAll();
    const auto read = [&](const QByteArray& bytes) {
      file.resize(0);
      file.seek(0);
      file.write(bytes);
      file.flush();
      return readKeptView(path, "wall:1");
    };
    for (qsizetype n = 0; n < whole.size(); ++n) QVERIFY(!read(whole.first(n)).ok());
    for (qsizetype n = 0; n < whole.size(); ++n) {
      QByteArray turned = whole;
      turned[n] = static_cast<char>(turned[n] ^ 0x10);
      const absl::StatusOr<WallView> view = read(turned);
      QVERIFY(!view.ok() || view->frame);
    }
    QVERIFY(!writeKeptView("/nowhere/at/all", "wall:1", client.newest()).ok());
  }
  void canLookAtSomethingElse() {
    Rig rig;
    WallClient client(options(rig), {});
    QVERIFY(eventually([&] { return client.newest().frame != nullptr; }));
    Selection acme;
    acme.brands = {"acme"};
    client.select(acme);
    QVERIFY(eventually([&] { return client.newest().selection == acme; }));
    QVERIFY(client.newest().isConnected);
  }
  void aWishThatIsRefusedIsAProblemInWords() {
    Rig rig;
    Selection wrong;
    wrong.maxRateHz = 1000;
    WallClient client(options(rig), wrong);
    QVERIFY(eventually([&] { return client.newest().problem.find("max_rate_hz") != std::string::npos; }));
    client.select({});
    QVERIFY(eventually([&] { return client.newest().isConnected; }));
  }
  void afterAGapItSubscribesAnew() {
    Rig rig;  // for its clock and its address
    rig.stop();
    const ScriptedService engine(
        rig.target(), {{update(v1::WallUpdate::FULL, 1, 1), update(v1::WallUpdate::HEARTBEAT, 2, 2),
                        update(v1::WallUpdate::HEARTBEAT, 4, 4)},
                       {update(v1::WallUpdate::FULL, 1, 10)}});
    const WallClient client(options(rig), {});
    QVERIFY(eventually([&] { return asOf(client) == 10; }));
    QCOMPARE(engine.streams(), 2u);
    QVERIFY(client.newest().isConnected);
  }
  void nonsenseIsNotShown() {
    Rig rig;
    rig.stop();
    v1::WallUpdate nonsense = update(v1::WallUpdate::DELTA, 2, 2);
    v1::Cell* cell = nonsense.add_cells();
    cell->set_window(v1::WINDOW_5M);
    cell->add_figures()->set_metric(v1::METRIC_ANSWERED);
    const ScriptedService engine(rig.target(), {{update(v1::WallUpdate::HEARTBEAT, 1, 1)},
                                                {update(v1::WallUpdate::FULL, 1, 1), nonsense},
                                                {update(v1::WallUpdate::FULL, 1, 10)}});
    const WallClient client(options(rig), {});
    QVERIFY(eventually([&] { return asOf(client) == 10; }));
    QCOMPARE(engine.streams(), 3u);
  }
  void endsWhileItConnectsAndWhileItWaits() {
    Rig rig;
    Selection acme;
    acme.brands = {"acme"};
    for (int i = 0; i < 20; ++i) {
      WallClient client(options(rig), {});
      if (i % 2) client.select(acme);
    }
    rig.stop();
    for (int i = 0; i < 5; ++i) const WallClient client(options(rig), {});
  }
};

QTEST_APPLESS_MAIN(TestWallClient)
#include "tst_wall_client.moc"
