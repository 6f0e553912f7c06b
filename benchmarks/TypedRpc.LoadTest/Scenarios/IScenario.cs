namespace TypedRpc.LoadTest.Scenarios;

/// <summary>A load, as reports see it.</summary>
internal interface IScenario
{
    /// <summary>Short: names only what differs from the usual.</summary>
    string Label { get; }

    /// <summary>How its line for programs begins.</summary>
    string Line { get; }

    /// <summary>What is counted.</summary>
    string Unit { get; }

    /// <summary>The contender that the table compares with.</summary>
    string Reference { get; }

    /// <summary>Which contenders the line for programs puts beside each other.</summary>
    IEnumerable<(string One, string Other)> Pairs(IEnumerable<string> contenders);
}
