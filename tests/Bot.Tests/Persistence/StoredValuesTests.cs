using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Persistence;

public sealed class StoredValuesTests
{
    [Fact]
    public void Text_is_what_every_database_can_hold()
    {
        StoredValues.Text("plain").ShouldBe("plain");
        StoredValues.Text("a\0b").ShouldBe("ab");
        StoredValues.Text("\0").ShouldBe("");
        StoredValues.Text("🟠").ShouldBe("🟠");
        StoredValues.Text("x\uD83D").ShouldBe("x\uFFFD");
        StoredValues.Text("\uDE00x").ShouldBe("\uFFFDx");
        StoredValues.Text("\uD83D\uD83D\uDE00").ShouldBe("\uFFFD😀");
    }

    [Fact]
    public void Times_are_microseconds()
    {
        var time = new DateTimeOffset(2024, 8, 1, 0, 20, 0, TimeSpan.Zero).AddMicroseconds(123_456);
        StoredValues.Micros(time).ShouldBe(1_722_471_600_123_456);
        StoredValues.Time(StoredValues.Micros(time.ToOffset(TimeSpan.FromHours(2)))).ShouldBe(time);
        StoredValues.Time(StoredValues.Micros(DateTimeOffset.MinValue)).ShouldBe(DateTimeOffset.MinValue);
    }

    [Fact]
    public void Long_keys_are_shortened_and_stay_different()
    {
        StoredValues.Key(new string('x', 400)).Length.ShouldBe(400);
        StoredValues.Key(new string('x', 401)).Length.ShouldBeLessThanOrEqualTo(400);
        StoredValues.Key(new string('x', 401)).ShouldNotBe(StoredValues.Key(new string('x', 402)));
    }

    /// <summary>They are in databases: a new name is a migration.</summary>
    [Fact]
    public void Stored_words_are_pinned()
    {
        Words<EntityKind>().ShouldBe("ipaddress ec2instance role rolesession user federateduser accesskey account useragent bucket cluster pod kubernetessubject containerimage networkinterface");
        Words<EntityRelation>().ShouldBe("actor resource belongs");
        Words<ChatOps.Bot.Threads.ThreadState>().ShouldBe("open investigating snoozed closed summarised");
        Words<MessageKind>().ShouldBe("root card system");
        Words<MessageDelivery>().ShouldBe("pending sent dead");
        Words<JobState>().ShouldBe("pending sent dead");
        Words<ScopeOrigin>().ShouldBe("finding aroundfinding entity asked setbyanalyst mentions lastday spike");
        Enum.GetValues<JobPriority>().Select(static priority => (int)priority).ShouldBe([0, 1, 2, 3, 4]);
        string.Join(' ', typeof(ThreadJobs).GetFields().Select(static field => field.GetRawConstantValue())).ShouldBe("deliver-message open-thread answer-verb ask-detective await-detective post-report route-elsewhere look-up-finding change-finding");
        string.Join(' ', Verb.LeastRole.Keys).ShouldBe("investigate pivot span findings flow activity calls new interaction addresses kubernetes permissions note report help interval detective archive unarchive feedback take assign contain snooze close reopen lead pin unpin key trail history policy ingest resend audit");
        Words<CardKind>().ShouldBe("finding pivots span instance associatedfindings changed summary entity interval report help progress refusal flow activity calls newbehavior interaction addresses kubernetes detective ingest permissions case note trail history");
        Words<CaseState>().ShouldBe("new investigating contained closed");
        Words<VerdictKind>().ShouldBe("truepositive falsepositive benign duplicate");
        Words<CaseEventKind>().ShouldBe("asked answered interval decision recurred marked reported");
    }

    private static string Words<T>()
        where T : struct, Enum => string.Join(' ', Enum.GetValues<T>().Select(StoredValues.Word));
}
