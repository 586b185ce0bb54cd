using ChatOps.Investigation.Evidence;
using static ChatOps.Investigation.Activities.SomeFigures;

namespace ChatOps.Investigation.Activities;

public sealed class CallTreeTests
{
    private static readonly CallColumn[] ByCall = [CallColumn.Service, CallColumn.Call];

    private static readonly CallRow[] WorkshopHour =
    [
        Row(60, 0, 0, "ssm", "GetParameters"), Row(60, 0, 0, "ssm", "DescribeParameters"), Row(14, 0, 0, "ssm", "UpdateInstanceInformation"),
        Row(8, 0, 0, "ssm", "UpdateInstanceAssociationStatus"), Row(6, 0, 0, "ssm", "ListInstanceAssociations"), Row(2, 0, 0, "ssm", "PutInventory"),
        Row(2, 0, 0, "ssm", "PutComplianceItems"), Row(60, 0, 0, "s3", "ListBuckets"),
        Row(0, 60, 0, "iam", "CreateUser"), Row(0, 60, 0, "iam", "GetUser"), Row(0, 60, 0, "dynamodb", "ListTables"),
    ];

    [Fact]
    public void The_workshop_hour_reads_as_in_the_thread()
    {
        var tree = CallTree.Of(Table(ByCall, WorkshopHour));
        tree.Words(CallOutcome.Succeeded).ShouldBe(
            "ssm 152: DescribeParameters 60, GetParameters 60, UpdateInstanceInformation 14, UpdateInstanceAssociationStatus 8, ListInstanceAssociations 6, "
            + "PutComplianceItems 2, PutInventory 2 · s3 ListBuckets 60");
        tree.Words(CallOutcome.Failed).ShouldBe("iam 120: CreateUser 60, GetUser 60 · dynamodb ListTables 60");
        tree.Total.ShouldBe(new CallCount(212, 180));
    }

    [Fact]
    public void Errors_are_said_behind_the_failed_calls()
    {
        var rows = WorkshopHour.Select(static row => row with { Values = [.. row.Values, row.Scope.Failed > 0 ? "AccessDenied" : "-"] });
        var tree = CallTree.Of(Table([.. ByCall, CallColumn.Error], [.. rows, Row(0, 3, 0, "ssm", "GetParameters", "ThrottlingException")]));
        tree.Words(CallOutcome.Failed).ShouldBe("iam CreateUser 60, iam GetUser 60, dynamodb ListTables 60 (AccessDenied); ssm GetParameters 3 (ThrottlingException)");
        tree.Words(CallOutcome.Succeeded).ShouldStartWith("ssm 152: DescribeParameters 60, GetParameters 60, ");
    }

    [Fact]
    public void A_shorter_line_names_fewer_and_says_how_many_more()
    {
        var tree = CallTree.Of(Table(ByCall, WorkshopHour));
        tree.Words(CallOutcome.Succeeded, 110).ShouldBe("ssm 152: DescribeParameters 60, GetParameters 60, UpdateInstanceInformation 14, 4 more · s3 ListBuckets 60");
        tree.Words(CallOutcome.Succeeded, 30).ShouldBe("ssm 152 · s3 60");
        tree.Words(CallOutcome.Succeeded, 1).ShouldBe("ssm 152 · 1 more");
    }

    [Fact]
    public void The_workshop_address_is_a_chain_until_it_branches()
    {
        var tree = CallTree.Of(Table(
            [CallColumn.Address, CallColumn.Principal, CallColumn.Service, CallColumn.Call],
            Row(23, 0, 0, "192.0.2.10", "arn:aws:iam::111122223333:role/lab", "ssm", "UpdateInstanceInformation"),
            Row(12, 0, 0, "192.0.2.10", "arn:aws:iam::111122223333:role/lab", "ssm", "UpdateInstanceAssociationStatus"),
            Row(1, 0, 0, "192.0.2.10", "arn:aws:iam::111122223333:role/lab", "s3", "ListBuckets")));
        tree.Words().ShouldBe("192.0.2.10 lab 36: ssm 35 (UpdateInstanceInformation 23, UpdateInstanceAssociationStatus 12), s3 ListBuckets 1");
    }

    [Fact]
    public void A_cut_table_says_what_was_left_out()
    {
        var table = Table(ByCall, WorkshopHour[..3]) with { RowCount = 11, Total = new CallCount(212, 180) };
        var tree = CallTree.Of(table);
        tree.RowsLeftOut.ShouldBe(8);
        tree.LeftOut.ShouldBe(new CallCount(78, 180));
    }

    [Fact]
    public void Every_sum_is_exact_whatever_the_table()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, random.Next(0, 60)).Select(_ => Row(random.Next(3), random.Next(3), 0, $"a{random.Next(3)}", $"b{random.Next(4)}", $"c{random.Next(5)}")).ToArray();
            var table = Table([CallColumn.Address, CallColumn.Service, CallColumn.Call], rows);
            var tree = CallTree.Of(table);
            tree.Roots.Aggregate(default(CallCount), static (sum, node) => sum + node.Count).ShouldBe(table.Total);
            foreach (var node in tree.Roots.SelectMany(static root => root.Children.Append(root)))
                node.Children.Aggregate(default(CallCount), static (sum, child) => sum + child.Count).ShouldBe(node.Count);
            foreach (var length in (int[])[1, 20, 80, 400, 4000]) (tree.Words(length: length).Length <= Math.Max(length, 40)).ShouldBeTrue(tree.Words(length: length));
        }
    }

    [Fact]
    public void Hostile_names_pass_as_they_are_but_not_at_any_length()
    {
        var tree = CallTree.Of(Table(ByCall, Row(3, 0, 0, "<!channel> *s3*", new string('x', 5000)), Row(1, 0, 0, "s3", "\u202Eevil")));
        tree.Words(length: 4000).ShouldBe($"<!channel> *s3* {new string('x', 79)}… 3 · s3 \u202Eevil 1");
        BoundedText.Of(new string('a', 78) + "😀😀").ShouldBe(new string('a', 78) + "…");
    }

    [Fact]
    public void Nothing_is_said_of_no_calls_and_broken_rows_do_no_harm()
    {
        CallTree.Of(Table(ByCall)).Words().ShouldBe("");
        CallTree.Of(Table(ByCall, Row(5, 0, 0, "s3"))).LeftOut.ShouldBe(new CallCount(5, 0));
        CallTree.Of(Table(ByCall, Row(0, 0, 7, "s3", "ListBuckets"))).Roots.ShouldBeEmpty();
    }
}
