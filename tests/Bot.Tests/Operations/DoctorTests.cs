using Amazon.Runtime;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Operations;

public sealed class DoctorTests
{
    [Fact]
    public async Task Where_all_is_well_it_says_so_and_has_changed_nothing()
    {
        await using var clinic = await Clinic.OpenAsync();

        var diagnosis = await clinic.ExamineAsync();

        (diagnosis.Wrongs, diagnosis.Warnings, diagnosis.ExitCode).ShouldBe((0, 0, 0), DiagnosisPage.Of(diagnosis));
        diagnosis.Groups.Select(static group => group.Title).ShouldBe(
        [
            "Program", "Store", "AWS credentials", "Account 111122223333", "GuardDuty, 111122223333 us-east-1", "Detective, 111122223333 us-east-1", "Roles and instances, 111122223333",
            "Account 444455556666", "Roles and instances, 444455556666", "Queue chatops-findings", "CloudTrail in s3://trail-logs/org/", "FlowLogs in s3://trail-logs/org/",
        ]);
        DiagnosisPage.Of(diagnosis).ShouldContain("All is well.");
        clinic.Aws.Calls.ShouldNotContain(static call => call.Operation.StartsWith("Create", StringComparison.Ordinal) || call.Operation.StartsWith("Delete", StringComparison.Ordinal) || call.Operation.StartsWith("Start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_credentials_are_told_once()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Credentials = new Nobody();

        var worst = await clinic.WorstAsync();

        (worst.Looked, worst.Found).ShouldBe(("credentials", "sts:GetCallerIdentity in us-east-1: no AWS credentials were found"));
        clinic.Aws.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_secret_is_told_without_showing_it()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Credentials = new BasicAWSCredentials(AwsDouble.KeyId, "guessed-secret");

        var worst = await clinic.WorstAsync();

        worst.Found.ShouldContain("AWS does not accept the credentials");
        worst.ToString().ShouldNotContain("guessed");
        clinic.Aws.Calls.ShouldAllBe(static call => call.Service == "sts");
    }

    [Fact]
    public async Task An_expired_session_is_told()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Next("sts").Fail(403, "ExpiredToken", "The security token included in the request is expired", AwsTroublePlan.Always);

        var worst = await clinic.WorstAsync();

        (worst.Looked, worst.Repair).ShouldBe(("credentials", "Sign in again or renew them"));
    }

    [Theory]
    [InlineData(10, "10 minutes behind AWS's; AWS refuses signatures that are 5 minutes off")]
    [InlineData(-10, "10 minutes ahead of AWS's; AWS refuses signatures that are 5 minutes off")]
    public async Task A_clock_that_is_off_is_wrong_although_the_SDK_makes_up_for_it(int minutes, string found)
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.ClockSkew = TimeSpan.FromMinutes(minutes);

        var worst = await clinic.WorstAsync();

        (worst.Level, worst.Looked, worst.Found).ShouldBe((RemarkLevel.Wrong, "clock", found));
    }

    [Fact]
    public async Task A_role_that_trusts_somebody_else_is_wrong_and_nothing_more_is_asked_of_its_account()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Role(Clinic.MemberRole, trusted: "999988887777");

        var worst = await clinic.WorstAsync();

        (worst.Looked, worst.Action).ShouldBe(("role", "sts:AssumeRole"));
        worst.Repair.ShouldNotBeNull().ShouldContain($"whether {Clinic.MemberRole} exists and its trust policy names");
        clinic.Aws.Calls.ShouldNotContain(static call => call.Account == Clinic.Member);
    }

    [Theory]
    [InlineData("guessed", "is the ExternalId configured here")]
    [InlineData(null, "since no ExternalId is configured here")]
    public async Task A_wrong_external_id_is_told_without_showing_it(string? externalId, string hint)
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Aws:Accounts:1:ExternalId"] = externalId;

        var worst = await clinic.WorstAsync();

        worst.Repair.ShouldNotBeNull().ShouldContain(hint);
        worst.Repair.ShouldNotContain("guessed");
    }

    [Fact]
    public async Task A_role_or_credentials_of_another_account_than_said_are_wrong()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Aws:Accounts:1:Id"] = "777788889999";
        (await clinic.WorstAsync()).Found.ShouldBe($"{Clinic.MemberRole} is of another account");

        clinic.Options["Aws:Accounts:1:RoleArn"] = null;
        clinic.Options["Aws:Accounts:1:Regions"] = "us-east-1";
        (await clinic.WorstAsync()).Found.ShouldBe("none: the program's credentials are of account 111122223333");
    }

    [Fact]
    public async Task A_region_without_a_detector_is_wrong()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.GuardDuty().DetectorId = null;

        (await clinic.WorstAsync()).Found.ShouldBe("there is none: GuardDuty is off in us-east-1 of 111122223333");
    }

    [Fact]
    public async Task A_disabled_detector_is_wrong()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.GuardDuty().Status = "DISABLED";

        var worst = await clinic.WorstAsync();

        (worst.Level, worst.Found).ShouldBe((RemarkLevel.Wrong, $"{clinic.Aws.GuardDuty().DetectorId} is DISABLED"));
    }

    [Fact]
    public async Task News_every_six_hours_is_a_warning_that_only_the_administrator_can_mend()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.GuardDuty().PublishingFrequency = "SIX_HOURS";
        var worst = await clinic.WorstAsync();
        (worst.Level, worst.Looked, worst.Repair).ShouldBe((RemarkLevel.Warning, "publishing frequency", "Set the frequency of updated findings to 15 minutes in GuardDuty's settings."));

        clinic.Aws.GuardDuty("999988887777").Member(AwsDouble.Account);
        var warnings = (await clinic.ExamineAsync()).Groups.SelectMany(static group => group.Remarks).Where(static remark => remark.Level == RemarkLevel.Warning).ToList();
        warnings.Select(static remark => remark.Looked).ShouldBe(["administrator", "publishing frequency"]);
        warnings[0].Found.ShouldStartWith("this account is a member of 999988887777");
        warnings[1].Repair.ShouldBe("Set it to 15 minutes in the GuardDuty administrator's account; a member cannot.");
    }

    [Theory]
    [InlineData("guardduty:ListDetectors", true)]
    [InlineData("guardduty:GetDetector", true)]
    [InlineData("guardduty:ListFindings", true)]
    [InlineData("guardduty:GetFindings", true)]
    [InlineData("guardduty:GetAdministratorAccount", false)]
    [InlineData("guardduty:ListMembers", false)]
    [InlineData("detective:ListGraphs", true)]
    [InlineData("detective:ListMembers", true)]
    [InlineData("detective:ListInvestigations", true)]
    [InlineData("detective:ListDatasourcePackages", false)]
    [InlineData("sqs:GetQueueAttributes", true)]
    [InlineData("sqs:ReceiveMessage", true)]
    public async Task What_is_not_allowed_is_named_with_its_action(string action, bool isWrong)
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.GuardDuty().Put(File.ReadLines(Repository.PathOf("samples/workshop-day/findings.jsonl")).First());
        clinic.Aws.Deny(action);

        var worst = await clinic.WorstAsync();

        (worst.Action, worst.Level).ShouldBe((action, isWrong ? RemarkLevel.Wrong : RemarkLevel.Warning));
        worst.Repair.ShouldNotBeNull().ShouldContain(action);
    }

    [Theory]
    [InlineData("iam:GetRole")]
    [InlineData("iam:GetUser")]
    [InlineData("iam:ListAttachedRolePolicies")]
    [InlineData("iam:ListRolePolicies")]
    [InlineData("iam:GetRolePolicy")]
    [InlineData("iam:GetPolicy")]
    [InlineData("iam:GetPolicyVersion")]
    [InlineData("ec2:DescribeInstances")]
    public async Task A_look_up_that_is_not_allowed_in_one_account_is_a_warning_there(string action)
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Deny(action, Clinic.Member);

        var diagnosis = await clinic.ExamineAsync();

        var group = diagnosis.Groups.Where(static group => group.Remarks.Any(static remark => remark.Level != RemarkLevel.Ok)).ShouldHaveSingleItem();
        group.Title.ShouldBe("Roles and instances, 444455556666");
        group.Remarks.Single(static remark => remark.Level != RemarkLevel.Ok).Action.ShouldBe(action);
        diagnosis.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_wrong()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Alerts:Sqs:QueueUrl"] = "https://sqs.us-east-1.amazonaws.com/111122223333/no-such-queue";

        (await clinic.WorstAsync()).Repair.ShouldNotBeNull().ShouldStartWith("Correct Alerts:Sqs:QueueUrl");
    }

    [Fact]
    public async Task A_queue_without_dead_letters_or_with_a_short_timeout_is_a_warning()
    {
        await using var clinic = await Clinic.OpenAsync();
        var poor = clinic.Aws.Queue("poor");
        clinic.Options["Alerts:Sqs:QueueUrl"] = poor.VendorUrl;
        (await clinic.WorstAsync()).Looked.ShouldBe("dead letters");

        poor.Redrive();
        poor.VisibilityTimeout = TimeSpan.FromSeconds(5);
        (await clinic.WorstAsync()).Found.ShouldStartWith("5 seconds");
    }

    [Fact]
    public async Task A_waiting_message_is_not_received_since_that_would_count()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Queue.Send("{}");

        var diagnosis = await clinic.ExamineAsync();

        diagnosis.ExitCode.ShouldBe(0);
        DiagnosisPage.Of(diagnosis).ShouldContain("about 1 message waiting, 0 in hand");
        clinic.Aws.Calls.ShouldNotContain(static call => call.Operation == "ReceiveMessage");
    }

    [Fact]
    public async Task A_topic_needs_the_edge()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Alerts:Sns:TopicArns"] = "arn:aws:sns:us-east-1:111122223333:findings";
        (await clinic.WorstAsync()).Found.ShouldBe("posts to /alerts/sns, but the edge is off");

        clinic.Options["Edge:Url"] = "http://0.0.0.0:8080";
        (await clinic.ExamineAsync()).Warnings.ShouldBe(0);
    }

    [Fact]
    public async Task A_region_without_a_graph_or_without_Detective_is_a_warning()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.GuardDuty(region: "eu-west-1");
        clinic.Options["Aws:Accounts:0:Regions"] = "us-east-1,eu-west-1";
        clinic.Options["Evidence:CloudTrail:Uri"] = clinic.Options["Evidence:FlowLogs:Uri"] = null;
        (await clinic.WorstAsync()).Found.ShouldBe("there is none: 111122223333 is no Detective administrator in eu-west-1");

        clinic.Aws.GuardDuty(region: "ap-southeast-7");
        clinic.Options["Aws:Accounts:0:Regions"] = "us-east-1,ap-southeast-7";
        (await clinic.WorstAsync()).Found.ShouldStartWith("Detective does not exist in ap-southeast-7");
    }

    [Theory]
    [InlineData(null, "is not in this graph")]
    [InlineData("ACCEPTED_BUT_DISABLED", "is ACCEPTED_BUT_DISABLED")]
    public async Task An_account_that_is_no_enabled_member_of_the_graph_is_a_warning(string? status, string found)
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Detective().Members.Remove(Clinic.Member);
        if (status is not null) clinic.Aws.Detective().Members[Clinic.Member] = status;

        var worst = await clinic.WorstAsync();

        worst.Looked.ShouldBe($"member {Clinic.Member}");
        worst.Found.ShouldStartWith(found);
    }

    [Fact]
    public async Task A_graph_that_is_fed_with_nothing_is_a_warning()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Detective().Packages["DETECTIVE_CORE"] = "STOPPED";

        (await clinic.WorstAsync()).Found.ShouldContain("DETECTIVE_CORE STOPPED");
    }

    [Fact]
    public async Task An_account_that_does_not_answer_holds_up_no_other()
    {
        var time = new CountedTime();
        await using var clinic = await Clinic.OpenAsync(time);
        var hold = clinic.Aws.Next("iam", account: Clinic.Member).Slow();

        var examined = clinic.ExamineAsync();
        await hold.Reached;
        await time.OneIsLeftAsync();
        time.Moved.Advance(Doctor.Patience);
        var diagnosis = await examined;

        var group = diagnosis.Groups.Where(static group => group.Remarks.Any(static remark => remark.Level != RemarkLevel.Ok)).ShouldHaveSingleItem();
        group.Title.ShouldBe("Roles and instances, 444455556666");
        group.Remarks[^1].Found.ShouldBe("none within 20 seconds");
        hold.Release();
    }

    [Fact]
    public async Task Without_AWS_it_says_what_to_set()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options.Clear();

        var diagnosis = await clinic.ExamineAsync();

        diagnosis.ExitCode.ShouldBe(0);
        diagnosis.Groups.Select(static group => group.Title).ShouldBe(["Program", "Store"]);
        DiagnosisPage.Of(diagnosis).ShouldContain("nothing of it is configured");
    }

    [Fact]
    public async Task Findings_that_come_by_no_road_are_a_warning()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options.Remove("Alerts:Sqs:QueueUrl");

        (await clinic.WorstAsync()).Found.ShouldBe("come in by no road");
    }

    /// <summary>Knows how many deadlines run.</summary>
    private sealed class CountedTime : TimeProvider
    {
        private readonly Lock gate = new();
        private readonly TaskCompletionSource oneIsLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int running;
        private bool isWatched;

        public ManualTime Moved { get; } = new(System.GetUtcNow());

        public override long TimestampFrequency => Moved.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Moved.GetUtcNow();

        public override long GetTimestamp() => Moved.GetTimestamp();

        public Task OneIsLeftAsync()
        {
            lock (gate) isWatched = true;
            Count(0);
            return oneIsLeft.Task;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Count(1);
            return new CountedTimer(Moved.CreateTimer(callback, state, dueTime, period), this);
        }

        private void Count(int by)
        {
            lock (gate)
            {
                running += by;
                if (isWatched && running == 1) oneIsLeft.TrySetResult();
            }
        }

        private sealed class CountedTimer(ITimer inner, CountedTime time) : ITimer
        {
            private int isDisposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

            public void Dispose()
            {
                inner.Dispose();
                if (Interlocked.Exchange(ref isDisposed, 1) == 0) time.Count(-1);
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }

    private sealed class Nobody : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("Unable to get IAM security credentials from EC2 Instance Metadata Service.");
    }
}
