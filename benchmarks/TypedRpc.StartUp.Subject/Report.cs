using System.Diagnostics;
using System.Globalization;

namespace TypedRpc.StartUp.Subject;

/// <summary>Says that the first call was answered; the measuring program takes the time when it reads this.</summary>
internal static class Report
{
    public static void FirstCall(long calling) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"answered first_call_ms={Stopwatch.GetElapsedTime(calling).TotalMilliseconds:F3}"));
}
